import { InfoCircleOutlined } from '@ant-design/icons';
import type { HardwareConcept } from '@console/image-model';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../../resources/images/profile.tsx';
import { Popover } from '../../shared/ui/index.ts';
import { findPropertyHelp, type PropertyHelp, type PropertyHelpByName } from './property-help.ts';
import styles from './property-help-popover.module.css';

/** A button that opens the cloud's description of a property. Renders nothing if the cloud does not describe it. */
export function PropertyHelpButton({ name, help }: { readonly name: string; readonly help: PropertyHelpByName }) {
  const found = findPropertyHelp(help, [name]);
  if (found === null) return null;
  return (
    <HelpPopover topic={name}>
      <CloudDescription help={found} />
    </HelpPopover>
  );
}

/** Concepts that the console describes itself, under `form.help` in the texts. */
const describedConcepts = [
  'hypervisor',
  'bootMode',
  'liveResize',
  'guestAgent',
  'nicMultiqueue',
  'passwordEncryption',
  'virtio',
] as const satisfies readonly HardwareConcept[];

/** A button that opens the description of a concept, the names of its properties and the cloud's description of them. */
export function ConceptHelpButton(props: { readonly concept: HardwareConcept; readonly help: PropertyHelpByName }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const { concept } = props;
  const propertyNames = useProfile().concepts[concept]?.read ?? [];
  const found = findPropertyHelp(props.help, propertyNames);
  const described = describedConcepts.find((known) => known === concept);
  return (
    <HelpPopover topic={t(`image:field.${concept}`)}>
      {described !== undefined && <p>{t(`image:form.help.${described}`)}</p>}
      <p>
        {t('imageDetail:help.property')} <code>{propertyNames.join(', ')}</code>
      </p>
      {found !== null && <CloudDescription help={found} />}
    </HelpPopover>
  );
}

function CloudDescription({ help }: { readonly help: PropertyHelp }) {
  const { t } = useTranslation('imageDetail');
  return (
    <>
      {help.title !== null && (
        <p>
          <strong lang="en">{help.title}</strong>
        </p>
      )}
      {help.description !== null && <p lang="en">{help.description}</p>}
      <dl>
        {help.values.length > 0 && (
          <>
            <dt>{t('help.values')}</dt>
            <dd>{help.values.join(', ')}</dd>
          </>
        )}
        {help.defaultValue !== null && (
          <>
            <dt>{t('help.defaultValue')}</dt>
            <dd>{help.defaultValue}</dd>
          </>
        )}
      </dl>
    </>
  );
}

function HelpPopover({ topic, children }: { readonly topic: string; readonly children: ReactNode }) {
  const { t } = useTranslation('imageDetail');
  return (
    <Popover
      label={t('help.about', { topic })}
      trigger={<InfoCircleOutlined aria-hidden="true" />}
      isIconOnly
      buttonClass={styles.button}
    >
      {() => <div className={styles.content}>{children}</div>}
    </Popover>
  );
}
