import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../shared/ui/index.ts';
import { useScopeSwitch } from './use-scope-switch.ts';

/** Selects for the project and, if the catalog has several, the region. */
export function ScopeSelects(props: { readonly variant: 'field' | 'plain'; readonly onSwitch?: () => void }) {
  const { t } = useTranslation('shell');
  const { session, labels, isPending, switchTo } = useScopeSwitch();
  const { project, projects, regions, region } = session;
  if (project === null) return null;
  const change = (projectId: string, toRegion: string | null) => {
    switchTo(toRegion === null ? { projectId } : { projectId, region: toRegion });
    props.onSwitch?.();
  };
  return (
    <>
      <ScopeSelect
        label={t('project.label')}
        variant={props.variant}
        value={project.id}
        isDisabled={isPending}
        options={projects.map(({ id }) => ({ value: id, label: labels.get(id) ?? id }))}
        onChange={(projectId) => change(projectId, region)}
      />
      {regions.length > 1 && (
        <ScopeSelect
          label={t('project.region')}
          variant={props.variant}
          value={region ?? ''}
          isDisabled={isPending}
          options={regions.map((name) => ({ value: name, label: name }))}
          onChange={(toRegion) => change(project.id, toRegion)}
        />
      )}
    </>
  );
}

function ScopeSelect(props: {
  readonly label: string;
  readonly variant: 'field' | 'plain';
  readonly value: string;
  readonly isDisabled: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}) {
  const { label, ...select } = props;
  const id = useId();
  return (
    <div className="scope" data-variant={props.variant}>
      <label htmlFor={id}>{label}</label>
      <Select id={id} {...select} />
    </div>
  );
}
