import { type ThemeConfig, theme } from 'antd';
import { type Palette, palettes } from './palette.ts';
import type { ThemeName } from './theme-preference.ts';

const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';
const fontFamilyCode =
  'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", "Liberation Mono", monospace';

/**
 * Ant Design's theme with the console's palette: its algorithm derives all tokens, then the palette replaces colours.
 * @param isMotionReduced the user prefers reduced motion (`prefers-reduced-motion`)
 */
export function createAntdTheme(name: ThemeName, isMotionReduced: boolean): ThemeConfig {
  const colours = palettes[name];
  const base = name === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm;
  return {
    algorithm: (seed, derived) => ({ ...base(seed, derived), ...mapTokens(colours) }),
    token: {
      fontFamily,
      fontFamilyCode,
      fontSize: 14,
      borderRadius: 4,
      motion: !isMotionReduced,
      motionDurationSlow: '0.15s',
      motionDurationMid: '0.15s',
      motionDurationFast: '0.1s',
      colorTextPlaceholder: colours.textSecondary,
      colorTextDescription: colours.textSecondary,
      colorTextDisabled: colours.textSecondary,
      colorIcon: colours.textSecondary,
      controlItemBgActive: colours.accentSoft,
      controlItemBgHover: colours.hover,
      controlOutline: colours.accentSoft,
    },
    components: {
      Button: {
        primaryColor: colours.onAccent,
        dangerColor: colours.onAccent,
        primaryShadow: 'none',
        dangerShadow: 'none',
        defaultShadow: 'none',
      },
      Table: { headerBg: colours.surface, rowHoverBg: colours.hover, headerSplitColor: 'transparent' },
      Tag: { defaultBg: colours.hover, defaultColor: colours.text },
      Select: { optionSelectedColor: colours.text, optionSelectedBg: colours.accentSoft },
      Alert: { withDescriptionPadding: '12px 16px', withDescriptionIconSize: 18 },
    },
  };
}

function mapTokens(colours: Palette) {
  return {
    colorPrimary: colours.accent,
    colorPrimaryHover: colours.accentHover,
    colorPrimaryActive: colours.accentHover,
    colorPrimaryBg: colours.accentSoft,
    colorPrimaryText: colours.accent,
    colorPrimaryTextHover: colours.accentHover,
    colorInfo: colours.accent,
    colorLink: colours.accent,
    colorLinkHover: colours.accentHover,
    colorLinkActive: colours.accentHover,
    colorSuccess: colours.success,
    colorWarning: colours.warning,
    colorError: colours.error,
    colorErrorHover: colours.errorHover,
    colorErrorActive: colours.errorHover,
    colorErrorText: colours.error,
    colorSuccessText: colours.success,
    colorWarningText: colours.warning,
    colorText: colours.text,
    colorTextSecondary: colours.textSecondary,
    colorTextTertiary: colours.textSecondary,
    colorTextQuaternary: colours.textSecondary,
    colorBgLayout: colours.page,
    colorBgContainer: colours.surface,
    colorBgElevated: colours.raised,
    colorBorder: colours.borderStrong,
    colorBorderSecondary: colours.border,
  };
}
