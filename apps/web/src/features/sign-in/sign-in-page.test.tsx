// @vitest-environment jsdom
import type { Problem, Session, SignInRequest } from '@console/bff-contract';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, describe, expect, it } from 'vitest';
import { type Http, HttpProvider, RequestError } from '../../shared/http/index.ts';
import { createI18n } from '../../shared/i18n/index.ts';
import { SignInPage } from './sign-in-page.tsx';

afterEach(cleanup);

const wrong: Problem = {
  type: 'about:blank',
  title: '',
  status: 403,
  code: 'wrongCredentials',
  detail: 'Keystone answered 401',
  requestId: 'req-9',
};

/** Lets `alice` with `secret` in; remembers what was asked. */
async function open() {
  const asked: SignInRequest[] = [];
  const entered: Session[] = [];
  const http: Http = {
    send: async ({ body, parse }) => {
      const request = body as SignInRequest;
      asked.push(request);
      if (request.password !== 'secret') throw new RequestError({ kind: 'problem', problem: wrong });
      return parse({ user: { name: request.username }, csrfToken: 't' });
    },
  };
  render(
    <I18nextProvider i18n={await createI18n('en-US')}>
      <QueryClientProvider client={new QueryClient()}>
        <HttpProvider http={http}>
          <SignInPage mark={null} tools={null} embedded={false} onSignedIn={(session) => entered.push(session)} />
        </HttpProvider>
      </QueryClientProvider>
    </I18nextProvider>,
  );
  return { asked, entered, user: userEvent.setup() };
}

describe('the sign-in page', () => {
  it('starts at the user name and works by keyboard alone', async () => {
    const { asked, entered, user } = await open();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('User name')));
    await user.keyboard(' alice {Tab}secret{Enter}');
    expect(asked).toEqual([{ username: 'alice', password: 'secret', domain: 'Default' }]);
    expect(entered).toHaveLength(1);
  });

  it('asks nothing of the cloud before both fields are filled', async () => {
    const { asked, user } = await open();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Enter your user name.')).toBeDefined();
    expect(screen.getByText('Enter your password.')).toBeDefined();
    expect(asked).toEqual([]);
  });

  it('says plainly that the password is wrong, keeps the name and goes back to the password', async () => {
    const { entered, user } = await open();
    await user.keyboard('alice{Tab}guess{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('User name, password or domain is wrong');
    expect(screen.getByLabelText<HTMLInputElement>('User name').value).toBe('alice');
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
    await user.keyboard('secret{Enter}');
    expect(entered).toHaveLength(1);
  });

  it('has the domain folded away until it is wanted', async () => {
    const { asked, user } = await open();
    expect(screen.queryByLabelText('Domain')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Change' }));
    await user.clear(screen.getByLabelText('Domain'));
    await user.type(screen.getByLabelText('Domain'), 'research');
    await user.type(screen.getByLabelText('User name'), 'alice');
    await user.type(screen.getByLabelText('Password'), 'secret{Enter}');
    expect(asked).toEqual([{ username: 'alice', password: 'secret', domain: 'research' }]);
  });
});
