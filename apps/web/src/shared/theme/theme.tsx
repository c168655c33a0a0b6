import { LoadingOutlined } from '@ant-design/icons';
import { ConfigProvider } from 'antd';
import type { Locale as AntdLocale } from 'antd/es/locale';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { antdTheme } from './antd-theme.ts';
import { readThemeChoice, type ThemeChoice, type ThemeName, themeFor, writeThemeChoice } from './choice.ts';
import { useMedia } from './media.ts';
import { type Palette, palettes } from './palette.ts';

interface ThemeState {
  readonly choice: ThemeChoice;
  readonly name: ThemeName;
  readonly choose: (choice: ThemeChoice) => void;
}

const ThemeContext = createContext<ThemeState | null>(null);

export function useTheme(): ThemeState {
  const state = useContext(ThemeContext);
  if (state === null) throw new Error('useTheme outside ThemeProvider');
  return state;
}

/** A button keeps its name while it waits: Ant Design's own icon would be read as part of it, and stay after a short wait. */
const buttons = { autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden="true" /> };

/** Theme and Ant Design's texts for everything inside. */
export function ThemeProvider(props: {
  readonly storage: Storage;
  /** `(prefers-color-scheme: dark)`. */
  readonly systemDark: MediaQueryList;
  /** For the styles Ant Design writes into the page. */
  readonly nonce: string;
  readonly texts: AntdLocale;
  readonly children: ReactNode;
}) {
  const { storage, systemDark } = props;
  const [choice, setChoice] = useState(() => readThemeChoice(storage));
  const name = themeFor(choice, useMedia(systemDark));
  useEffect(() => applyPalette(document.documentElement, name, palettes[name]), [name]);
  const state = useMemo<ThemeState>(
    () => ({
      choice,
      name,
      choose: (next) => {
        writeThemeChoice(storage, next);
        setChoice(next);
      },
    }),
    [choice, name, storage],
  );
  const [lessMotion] = useState(() => window.matchMedia('(prefers-reduced-motion: reduce)'));
  const isStill = useMedia(lessMotion);
  const config = useMemo(() => antdTheme(name, isStill), [name, isStill]);
  const overlays = useRef<HTMLDivElement>(null);
  return (
    <ThemeContext value={state}>
      <ConfigProvider
        theme={config}
        locale={props.texts}
        csp={{ nonce: props.nonce }}
        button={buttons}
        // Dialogs in the body itself are locked to it by a style without our nonce; in an element of their own they are not.
        getPopupContainer={() => overlays.current ?? document.body}
      >
        {props.children}
        <div ref={overlays} />
      </ConfigProvider>
    </ThemeContext>
  );
}

/** Gives our own style sheets the palette, as custom properties `--console-…`. */
function applyPalette(root: HTMLElement, name: ThemeName, palette: Palette): void {
  root.dataset.theme = name;
  root.style.colorScheme = name;
  for (const [key, value] of Object.entries(palette)) {
    root.style.setProperty(`--console-${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
}
