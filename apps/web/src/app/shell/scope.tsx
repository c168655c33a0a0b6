import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from './use-scope.ts';

/**
 * Project, and region where the catalog has several. The browser's own selects: they weigh nothing, find by
 * typing among hundreds, and are what a phone knows best.
 */
export function ScopeSelects({ onGo }: { readonly onGo?: () => void }) {
  const { t } = useTranslation('shell');
  const { session, labels, busy, go } = useScope();
  const { project, projects, regions, region } = session;
  if (project === null) return null;
  const leave = (projectId: string, to: string | null) => {
    go({ projectId, ...(to === null ? {} : { region: to }) });
    onGo?.();
  };
  return (
    <>
      <ScopeSelect
        label={t('project.label')}
        value={project.id}
        disabled={busy}
        options={projects.map(({ id }) => [id, labels.get(id) ?? id])}
        onChoose={(id) => leave(id, region)}
      />
      {regions.length > 1 && (
        <ScopeSelect
          label={t('project.region')}
          value={region ?? ''}
          disabled={busy}
          options={regions.map((one) => [one, one])}
          onChoose={(one) => leave(project.id, one)}
        />
      )}
    </>
  );
}

function ScopeSelect(props: {
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChoose: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="scope">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        value={props.value}
        disabled={props.disabled}
        onChange={(event) => props.onChoose(event.target.value)}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
