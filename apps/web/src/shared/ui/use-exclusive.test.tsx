// @vitest-environment jsdom
import { QueryClient, QueryClientProvider, useMutation } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { useExclusiveCallback, useExclusiveMutate } from './use-exclusive.ts';

afterEach(cleanup);

function Page({ work }: { readonly work: () => Promise<void> }) {
  const { mutate, isError } = useMutation({ mutationFn: (_name: string) => work() });
  const start = useExclusiveMutate(mutate);
  return (
    <button type="button" onClick={() => start('image')}>
      {isError ? 'Try again' : 'Delete'}
    </button>
  );
}

function Form({ work }: { readonly work: () => Promise<void> }) {
  const run = useExclusiveCallback(work);
  return (
    <button type="button" onClick={() => void run().catch(() => undefined)}>
      Save
    </button>
  );
}

describe('useExclusiveCallback', () => {
  it('runs a callback once on a double click, and again after a failure', async () => {
    const fail: (() => void)[] = [];
    render(<Form work={() => new Promise<void>((_resolve, reject) => fail.push(() => reject(new Error('no'))))} />);
    const save = screen.getByRole('button', { name: 'Save' });
    await userEvent.dblClick(save);
    expect(fail).toHaveLength(1);
    fail[0]?.();
    await waitFor(async () => {
      await userEvent.click(save);
      expect(fail).toHaveLength(2);
    });
  });
});

describe('useExclusiveMutate', () => {
  it('starts a mutation once on a double click, and again after a failure', async () => {
    const fail: (() => void)[] = [];
    const work = () => new Promise<void>((_resolve, reject) => fail.push(() => reject(new Error('no'))));
    render(
      <QueryClientProvider client={new QueryClient()}>
        <Page work={work} />
      </QueryClientProvider>,
    );
    await userEvent.dblClick(screen.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(fail).toHaveLength(1));
    fail[0]?.();
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(fail).toHaveLength(2));
  });
});
