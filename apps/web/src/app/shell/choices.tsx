import { BgColorsOutlined, CheckOutlined, TranslationOutlined } from '@ant-design/icons';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { themeChoices, useTheme } from '../../shared/theme/index.ts';
import { useLanguage } from '../language.tsx';
import { useRuntimeConfig } from '../runtime-config.ts';
import { PanelButton } from './panel-button.tsx';

interface Choice {
  readonly label: string;
  readonly icon: ReactNode;
  readonly now: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly choose: () => void }[];
}

function useLanguageChoice(): Choice {
  const { t } = useTranslation('common');
  const { locale, choose } = useLanguage();
  const { locales } = useRuntimeConfig();
  return {
    label: t('language.label'),
    icon: <TranslationOutlined aria-hidden="true" />,
    now: locale,
    options: locales.map((one) => ({ value: one, label: t(`language.${one}`), choose: () => void choose(one) })),
  };
}

function useThemeChoice(): Choice {
  const { t } = useTranslation('common');
  const { choice, choose } = useTheme();
  return {
    label: t('theme.label'),
    icon: <BgColorsOutlined aria-hidden="true" />,
    now: choice,
    options: themeChoices.map((one) => ({ value: one, label: t(`theme.${one}`), choose: () => choose(one) })),
  };
}

/** Language and theme as two buttons with menus. */
export function ChoiceMenus() {
  return (
    <>
      <ChoiceMenu choice={useLanguageChoice()} />
      <ChoiceMenu choice={useThemeChoice()} />
    </>
  );
}

function ChoiceMenu({ choice }: { readonly choice: Choice }) {
  return (
    <PanelButton name={choice.label} face={choice.icon} align="end" role="menu">
      {(close) =>
        choice.options.map((option) => (
          <button
            key={option.value}
            type="button"
            role="menuitemradio"
            aria-checked={option.value === choice.now}
            className="panel-item"
            onClick={() => {
              option.choose();
              close();
            }}
          >
            <span className="panel-check">{option.value === choice.now && <CheckOutlined aria-hidden="true" />}</span>
            {option.label}
          </button>
        ))
      }
    </PanelButton>
  );
}

/** The same two, all in view, for the sheet on a phone. */
export function ChoiceRows() {
  return (
    <>
      <ChoiceRow choice={useLanguageChoice()} />
      <ChoiceRow choice={useThemeChoice()} />
    </>
  );
}

function ChoiceRow({ choice }: { readonly choice: Choice }) {
  const name = useId();
  return (
    <fieldset className="choice-row">
      <legend>{choice.label}</legend>
      {choice.options.map((option) => (
        <label key={option.value} className="choice-option">
          <input type="radio" name={name} checked={option.value === choice.now} onChange={option.choose} />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
