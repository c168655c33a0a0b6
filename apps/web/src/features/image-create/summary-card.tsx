import { type DiskInspection, type Finding, remedyCommand } from '@console/disk-format';
import { encodeDraft } from '@console/image-codec';
import { Alert } from 'antd';
import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormSide } from '../../resources/image-fields/form-page.tsx';
import { useProfile } from '../../resources/images/profile.tsx';
import { CopyText, Size } from '../../shared/ui/index.ts';
import styles from './create.module.css';
import { type CreateValues, defaultValues, toDraft } from './create-values.ts';
import type { SourceFile } from './source-file.ts';
import { isArchiveUrl } from './suggestions.ts';

/** The card beside the form: what is known about the source, and the attributes that will be sent. */
export function SummaryCard({ control }: { readonly control: Control<CreateValues> }) {
  const { t } = useTranslation('imageCreate');
  const values = { ...defaultValues, ...useWatch({ control }) } as CreateValues;
  return (
    <FormSide label={t('summary.label')}>
      <h2>{t('summary.file')}</h2>
      {values.origin === 'file' ? <FileSummary source={values.source} /> : <UrlSummary url={values.address} />}
      <h2>{t('summary.request')}</h2>
      <RequestSummary values={values} />
    </FormSide>
  );
}

function FileSummary({ source }: { readonly source: SourceFile | null }) {
  const { t } = useTranslation('imageCreate');
  if (source === null) return <p className={styles.summaryQuiet}>{t('summary.noFile')}</p>;
  const { file, inspection } = source;
  return (
    <div aria-live="polite" className={styles.fileSummary}>
      <dl className={styles.summaryAttributes}>
        <dt>{t('summary.name')}</dt>
        <dd>{file.name}</dd>
        <dt>{t('summary.size')}</dt>
        <dd>
          <Size bytes={file.size} />
        </dd>
        {inspection.kind === 'inspected' && <InspectionAttributes result={inspection.result} />}
      </dl>
      {inspection.kind === 'inspecting' && <p className={styles.summaryQuiet}>{t('file.reading')}</p>}
      {inspection.kind === 'unreadable' && <Alert type="error" showIcon title={t('problem.fileGone')} />}
      {inspection.kind === 'inspected' &&
        inspection.result.findings
          // The field shows that a file is empty.
          .filter(({ code }) => code !== 'empty')
          .map((finding) => <FindingAlert key={finding.code} finding={finding} fileName={file.name} />)}
    </div>
  );
}

function InspectionAttributes({ result }: { readonly result: DiskInspection }) {
  const { t } = useTranslation('imageCreate');
  const yesNo = useTranslation('image').t;
  return (
    <>
      <dt>{t('summary.format')}</dt>
      <dd>{result.format === 'empty' ? t('summary.none') : result.format.toUpperCase()}</dd>
      <dt>{t('summary.virtualSize')}</dt>
      <dd>
        <Size bytes={result.virtualSize} />
      </dd>
      <dt>{t('summary.partitionTable')}</dt>
      <dd>{result.partitionTable?.toUpperCase() ?? t('summary.none')}</dd>
      {result.hasEfiPartition && (
        <>
          <dt>{t('summary.efi')}</dt>
          <dd>{yesNo('boolean.yes')}</dd>
        </>
      )}
    </>
  );
}

/** A problem or a hint about the file, with a command that solves it. */
function FindingAlert(props: { readonly finding: Finding; readonly fileName: string }) {
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
          <p>{t(`finding.${finding.code}`, findingParams(finding))}</p>
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

function findingParams(finding: Finding) {
  return {
    file: 'file' in finding ? finding.file : '',
    archive: 'archive' in finding ? finding.archive : '',
    createType: 'createType' in finding ? finding.createType : '',
  };
}

/** Only the cloud reads the file behind a URL. The URL itself is not shown, because it may contain a password. */
function UrlSummary({ url }: { readonly url: string }) {
  const { t } = useTranslation('imageCreate');
  return (
    <div aria-live="polite" className={styles.fileSummary}>
      <p className={styles.summaryQuiet}>{t('summary.urlNote')}</p>
      {isArchiveUrl(url) && (
        <Alert type="warning" showIcon title={t('summary.warning')} description={t('summary.archive')} />
      )}
    </div>
  );
}

function RequestSummary({ values }: { readonly values: CreateValues }) {
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
