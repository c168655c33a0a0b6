// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { Button } from 'antd';
import enUS from 'antd/es/locale/en_US';
import { afterEach, describe, expect, it } from 'vitest';
import { ThemeProvider } from './theme-provider.tsx';

afterEach(cleanup);

const neverMatches = { matches: false, addEventListener: () => undefined, removeEventListener: () => undefined };

function Theme({ loading }: { readonly loading: boolean }) {
  return (
    <ThemeProvider storage={localStorage} systemDark={neverMatches as unknown as MediaQueryList} nonce="" texts={enUS}>
      <Button loading={loading}>Save</Button>
    </ThemeProvider>
  );
}

describe('loading button', () => {
  it('keeps its accessible name during and after loading', () => {
    const { rerender } = render(<Theme loading={false} />);
    const name = () => screen.getByRole('button', { name: 'Save' });
    expect(name()).toBeDefined();
    rerender(<Theme loading={true} />);
    expect(name()).toBeDefined();
    rerender(<Theme loading={false} />);
    expect(name().querySelector('[aria-label=loading]')).toBeNull();
  });
});
