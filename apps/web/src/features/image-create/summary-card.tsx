import { type DiskInspection, type Finding, remedyCommand } from '@console/disk-format';
import { encodeDraft } from '@console/image-codec';
import { Alert } from 'antd';
import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormSide } from '../../resources/image-fields/form-page.tsx';
import { useProfile } from '../../resources/images/profile.tsx';
import { CopyText, Size } from '../../shared/ui/index.ts';
import styles from './create.module.css';
import type { Source } from './source.ts';
import { looksPacked } from './suggest.ts';
import { type CreateValues, defaultValues, toDraft } from './values.ts';

/** Beside the form: what the file is, and what will be sent. */
export function SummaryCard({ control }: { readonly control: Control<CreateValues> }) {
  const { t } = useTranslation('imageCreate');
  const values = { ...defaultValues, ...useWatch({ control }) } as CreateValues;
  return (
    <FormSide label={t('summary.label')}>
      <h2>{t('summary.file')}</h2>
      {values.origin === 'file' ? <FileFacts source={values.source} /> : <AddressFacts address={values.address} />}
      <h2>{t('summary.request')}</h2>
      <RequestFacts values={values} />
    </FormSide>
  );
}

function FileFacts({ source }: { readonly source: Source | null }) {
  const { t } = useTranslation('imageCreate');
  if (source === null) return <p className={styles.summaryQuiet}>{t('summary.noFile')}</p>;
  const { file, reading } = source;
  return (
    <div aria-live="polite" className={styles.fileFacts}>
      <dl className={styles.summaryFacts}>
        <dt>{t('summary.name')}</dt>
        <dd>{file.name}</dd>
        <dt>{t('summary.size')}</dt>
        <dd>
          <Size bytes={file.size} />
        </dd>
        {reading.kind === 'read' && <InspectionFacts inspection={reading.inspection} />}
      </dl>
      {reading.kind === 'reading' && <p className={styles.summaryQuiet}>{t('file.reading')}</p>}
      {reading.kind === 'unreadable' && <Alert type="error" showIcon title={t('problem.fileGone')} />}
      {reading.kind === 'read' &&
        reading.inspection.findings
          .filter(isNews)
          .map((finding) => <FindingNote key={finding.code} finding={finding} fileName={file.name} />)}
    </div>
  );
}

/** That a file is empty is said at its field. */
function isNews({ code }: Finding): boolean {
  return code !== 'empty';
}

/** Nothing is known of a file that only the cloud will see, and its address is nobody else's business. */
function AddressFacts({ address }: { readonly address: string }) {
  const { t } = useTranslation('imageCreate');
  return (
    <div aria-live="polite" className={styles.fileFacts}>
      <p className={styles.summaryQuiet}>{t('summary.unseen')}</p>
      {looksPacked(address) && (
        <Alert type="warning" showIcon title={t('summary.warning')} description={t('summary.packed')} />
      )}
    </div>
  );
}

function InspectionFacts({ inspection }: { readonly inspection: DiskInspection }) {
  const { t } = useTranslation('imageCreate');
  const yesNo = useTranslation('image').t;
  return (
    <>
      <dt>{t('summary.format')}</dt>
      <dd>{inspection.format === 'empty' ? t('summary.none') : inspection.format.toUpperCase()}</dd>
      <dt>{t('summary.virtualSize')}</dt>
      <dd>
        <Size bytes={inspection.virtualSize} />
      </dd>
      <dt>{t('summary.partitionTable')}</dt>
      <dd>{inspection.partitionTable?.toUpperCase() ?? t('summary.none')}</dd>
      {inspection.hasEfiPartition && (
        <>
          <dt>{t('summary.efi')}</dt>
          <dd>{yesNo('boolean.yes')}</dd>
        </>
      )}
    </>
  );
}

/** The names a finding's sentence may give. */
function findingFigures(finding: Finding) {
  return {
    file: 'file' in finding ? finding.file : '',
    archive: 'archive' in finding ? finding.archive : '',
    createType: 'createType' in finding ? finding.createType : '',
  };
}

/** What stands against the file, or is worth knowing, with the command that mends it. */
function FindingNote(props: { readonly finding: Finding; readonly fileName: string }) {
  const { t } = useTranslation('imageCreate');
  const { finding } = props;
  const command = remedyCommand(finding, props.fileName);
  return (
    <Alert
      type={finding.severity}
      showIcon
      title={t(`summary.${finding.severity}`)}
      description={
        <>
          <p>{t(`finding.${finding.code}`, findingFigures(finding))}</p>
          {command !== null && (
            <>
              <p>{t('summary.remedy')}</p>
              <CopyText text={command} label={t('summary.command')} />
            </>
          )}
        </>
      }
    />
  );
}

function RequestFacts({ values }: { readonly values: CreateValues }) {
  const profile = useProfile();
  const body = encodeDraft(toDraft(values, profile), profile);
  return (
    <dl className={styles.summaryRequest}>
      {Object.entries(body)
        .filter(([, value]) => value !== '')
        .map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
    </dl>
  );
}
