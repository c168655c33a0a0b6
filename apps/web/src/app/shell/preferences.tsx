import { BgColorsOutlined, TranslationOutlined } from '@ant-design/icons';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { themePreferences, useTheme } from '../../shared/theme/index.ts';
import { Menu } from '../../shared/ui/index.ts';
import { useLanguage } from '../language-provider.tsx';
import { useRuntimeConfig } from '../runtime-config.ts';

interface Preference {
  readonly label: string;
  readonly icon: ReactNode;
  readonly current: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly select: () => void }[];
}

function useLanguagePreference(): Preference {
  const { t } = useTranslation('common');
  const { locale, setLocale } = useLanguage();
  const { locales } = useRuntimeConfig();
  return {
    label: t('language.label'),
    icon: <TranslationOutlined aria-hidden="true" />,
    current: locale,
    options: locales.map((value) => ({ value, label: t(`language.${value}`), select: () => void setLocale(value) })),
  };
}

function useThemePreference(): Preference {
  const { t } = useTranslation('common');
  const { preference, setPreference } = useTheme();
  return {
    label: t('theme.label'),
    icon: <BgColorsOutlined aria-hidden="true" />,
    current: preference,
    options: themePreferences.map((value) => ({
      value,
      label: t(`theme.${value}`),
      select: () => setPreference(value),
    })),
  };
}

/** Language and theme as two buttons with menus, for a wide window. */
export function PreferenceMenus() {
  return (
    <>
      <PreferenceMenu preference={useLanguagePreference()} />
      <PreferenceMenu preference={useThemePreference()} />
    </>
  );
}

function PreferenceMenu({ preference }: { readonly preference: Preference }) {
  return (
    <Menu
      label={preference.label}
      trigger={preference.icon}
      isIconOnly
      align="end"
      buttonClass="bar-button"
      items={preference.options.map(({ value, label, select }) => ({
        key: value,
        label,
        isChecked: value === preference.current,
        onSelect: select,
      }))}
    />
  );
}

/** Language and theme as two groups of radio buttons, for the menu on a phone. */
export function PreferenceFields() {
  return (
    <>
      <PreferenceField preference={useLanguagePreference()} />
      <PreferenceField preference={useThemePreference()} />
    </>
  );
}

function PreferenceField({ preference }: { readonly preference: Preference }) {
  const name = useId();
  return (
    <fieldset className="preference">
      <legend>{preference.label}</legend>
      {preference.options.map(({ value, label, select }) => (
        <label key={value} className="preference-option">
          <input type="radio" name={name} checked={value === preference.current} onChange={select} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
