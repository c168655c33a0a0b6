// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { ConfigProvider } from 'antd';
import { I18nextProvider } from 'react-i18next';
import { afterEach, describe, expect, it } from 'vitest';
import { RequestError } from '../http/index.ts';
import { createI18n } from '../i18n/index.ts';
import { FailureAlert } from './failure-alert.tsx';

afterEach(cleanup);

const refusal = new RequestError({
  kind: 'cloud',
  status: 403,
  body: '{"message":"You do not own this image","code":"403 Forbidden","title":"Forbidden"}',
  contentType: 'application/json',
  requestId: 'req-7c1',
});

const unreachable = new RequestError({
  kind: 'problem',
  problem: {
    type: 'urn:console:problem:cloudUnreachable',
    title: 'Bad Gateway',
    status: 502,
    code: 'cloudUnreachable',
    detail: 'no connection to the cloud (ECONNREFUSED)',
    requestId: 'req-1',
    at: { service: 'image', host: '10.0.0.5:9292' },
  },
});

async function renderAlert(error: unknown, onRetry?: () => void, language: 'zh-CN' | 'en-US' = 'zh-CN') {
  const i18n = await createI18n(language);
  render(
    <I18nextProvider i18n={i18n}>
      <ConfigProvider button={{ autoInsertSpace: false }}>
        <FailureAlert error={error} onRetry={onRetry} />
      </ConfigProvider>
    </I18nextProvider>,
  );
}

describe('FailureAlert', () => {
  it('shows title and next step, and hides the message of the service in the details', async () => {
    await renderAlert(refusal);
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('此镜像属于其他项目');
    expect(alert.textContent).toContain('请切换到所属项目');
    expect(screen.getByText('You do not own this image').closest('details')?.open).toBe(false);
  });

  it('copies the request ID', async () => {
    await renderAlert(refusal);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: '复制请求 ID' }));
    expect(await navigator.clipboard.readText()).toBe('req-7c1');
    expect(await screen.findByText('已复制')).toBeDefined();
  });

  it.each([
    ['zh-CN', '无法连接云平台的镜像服务', '镜像服务 · 10.0.0.5:9292', '页面会自动重试'],
    ['en-US', 'The cloud’s image service cannot be reached', 'Image service · 10.0.0.5:9292', 'tries again by itself'],
  ] as const)('names the service, its address and the automatic retry (%s)', async (language, ...texts) => {
    await renderAlert(unreachable, () => undefined, language);
    for (const text of texts) expect(screen.getByRole('alert').textContent).toContain(text);
  });

  it('does not mention an automatic retry without one', async () => {
    await renderAlert(unreachable);
    expect(screen.getByRole('alert').textContent).not.toContain('自动重试');
  });

  it('has a retry button only with `onRetry`', async () => {
    let tries = 0;
    await renderAlert(new RequestError({ kind: 'network' }), () => {
      tries += 1;
    });
    await userEvent.click(screen.getByRole('button', { name: '重试' }));
    expect(tries).toBe(1);
    cleanup();
    await renderAlert(new RequestError({ kind: 'network' }));
    expect(screen.queryByRole('button', { name: '重试' })).toBeNull();
  });
});
