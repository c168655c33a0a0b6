import { LoadingOutlined } from '@ant-design/icons';
import { ConfigProvider } from 'antd';
import type { Locale as AntdLocale } from 'antd/es/locale';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { createAntdTheme } from './antd-theme.ts';
import { type Palette, palettes } from './palette.ts';
import {
  readThemePreference,
  resolveTheme,
  storeThemePreference,
  type ThemeName,
  type ThemePreference,
} from './theme-preference.ts';
import { useMediaQuery } from './use-media-query.ts';

interface ThemeState {
  readonly preference: ThemePreference;
  readonly name: ThemeName;
  readonly setPreference: (preference: ThemePreference) => void;
}

const ThemeContext = createContext<ThemeState | null>(null);

export function useTheme(): ThemeState {
  const state = useContext(ThemeContext);
  if (state === null) throw new Error('useTheme needs a ThemeProvider');
  return state;
}

// Ant Design's own loading icon has an accessible name, which would become part of the button's name.
const buttonConfig = { autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden="true" /> };

/** Provides the theme and Ant Design's configuration to everything inside. */
export function ThemeProvider(props: {
  readonly storage: Storage;
  /** `(prefers-color-scheme: dark)`. */
  readonly systemDark: MediaQueryList;
  /** CSP nonce of the `<style>` elements that Ant Design adds to the page. */
  readonly nonce: string;
  readonly texts: AntdLocale;
  readonly children: ReactNode;
}) {
  const { storage, systemDark } = props;
  const [preference, setPreferenceState] = useState(() => readThemePreference(storage));
  const name = resolveTheme(preference, useMediaQuery(systemDark));
  useEffect(() => applyPalette(document.documentElement, name, palettes[name]), [name]);
  const state = useMemo<ThemeState>(
    () => ({
      preference,
      name,
      setPreference: (next) => {
        storeThemePreference(storage, next);
        setPreferenceState(next);
      },
    }),
    [preference, name, storage],
  );
  const [motionQuery] = useState(() => window.matchMedia('(prefers-reduced-motion: reduce)'));
  const isMotionReduced = useMediaQuery(motionQuery);
  const config = useMemo(() => createAntdTheme(name, isMotionReduced), [name, isMotionReduced]);
  const overlays = useRef<HTMLDivElement>(null);
  return (
    <ThemeContext value={state}>
      <ConfigProvider
        theme={config}
        locale={props.texts}
        csp={{ nonce: props.nonce }}
        button={buttonConfig}
        // For a dialog in <body>, rc-component locks the body's scrolling with a <style> that has no nonce, which the CSP blocks.
        getPopupContainer={() => overlays.current ?? document.body}
      >
        {props.children}
        <div ref={overlays} />
      </ConfigProvider>
    </ThemeContext>
  );
}

/** Sets the palette as custom properties `--console-…` for the console's style sheets. */
function applyPalette(root: HTMLElement, name: ThemeName, palette: Palette): void {
  root.dataset.theme = name;
  root.style.colorScheme = name;
  for (const [key, value] of Object.entries(palette)) {
    root.style.setProperty(`--console-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
}
