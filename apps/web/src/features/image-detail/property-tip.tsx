import type { HardwareConcept } from '@console/image-model';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../../resources/image/index.ts';
import { HelpTip } from './help-tip.tsx';
import { findHelp, type PropertyHelp, type PropertyHelps } from './property-help.ts';

/** What the cloud says of a property; nothing where it says nothing. */
export function PropertyTip({ name, helps }: { readonly name: string; readonly helps: PropertyHelps }) {
  const help = findHelp(helps, [name]);
  if (help === null) return null;
  return (
    <HelpTip about={name}>
      <CloudWords help={help} />
    </HelpTip>
  );
}

/** Concepts that have a sentence of the console's own. */
const explained = [
  'hypervisor',
  'bootMode',
  'liveResize',
  'guestAgent',
  'nicMultiqueue',
  'passwordEncryption',
  'virtio',
] as const satisfies readonly HardwareConcept[];

/** What a concept is, the properties it is spelled in, and what the cloud says of them. */
export function ConceptTip({ concept, helps }: { readonly concept: HardwareConcept; readonly helps: PropertyHelps }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const names = useProfile().concepts[concept]?.read ?? [];
  const help = findHelp(helps, names);
  const own = explained.find((one) => one === concept);
  return (
    <HelpTip about={t(`image:field.${concept}`)}>
      {own !== undefined && <p>{t(`image:form.help.${own}`)}</p>}
      <p>
        {t('imageDetail:help.property')} <code>{names.join(', ')}</code>
      </p>
      {help !== null && <CloudWords help={help} />}
    </HelpTip>
  );
}

function CloudWords({ help }: { readonly help: PropertyHelp }) {
  const { t } = useTranslation('imageDetail');
  return (
    <>
      {help.title !== null && (
        <p>
          <strong lang="en">{help.title}</strong>
        </p>
      )}
      {help.text !== null && <p lang="en">{help.text}</p>}
      <dl>
        {help.values.length > 0 && (
          <>
            <dt>{t('help.values')}</dt>
            <dd>{help.values.join(', ')}</dd>
          </>
        )}
        {help.standard !== null && (
          <>
            <dt>{t('help.standard')}</dt>
            <dd>{help.standard}</dd>
          </>
        )}
      </dl>
    </>
  );
}
