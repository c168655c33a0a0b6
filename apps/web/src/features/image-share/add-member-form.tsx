import type { Image } from '@console/image-model';
import { AutoComplete, Button } from 'antd';
import { useController, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type FieldErrorText, FieldErrorTextProvider, FieldFrame, useFieldFrame } from '../../shared/form/index.ts';
import { FailureAlert, useConfirm, useExclusiveCallback, useToast } from '../../shared/ui/index.ts';
import { parseProject, projectProblems, type SharingContext } from './parse-project.ts';
import styles from './share.module.css';
import { useAddMember } from './share-mutations.ts';

interface Values {
  readonly project: string;
}

/** Shares an image with one more project, which the user chooses by name or enters as an ID. */
export function AddMemberForm(props: {
  readonly image: Image;
  readonly labels: ReadonlyMap<string, string>;
  readonly members: readonly string[];
}) {
  const { t } = useTranslation('imageShare');
  const toast = useToast();
  const confirm = useConfirm();
  const addition = useAddMember(props.image);
  const context: SharingContext = { labels: props.labels, owner: props.image.owner, members: props.members };
  const form = useForm<Values>({
    defaultValues: { project: '' },
    resolver: (values) => {
      const parsed = parseProject(values.project, context);
      return parsed.kind === 'problem'
        ? { values: {}, errors: { project: { type: parsed.problem, message: parsed.problem } } }
        : { values, errors: {} };
    },
  });
  const add = useExclusiveCallback(async (id: string) => {
    await addition.mutateAsync(id);
    form.reset();
    toast.success(t('add.done', { project: props.labels.get(id) ?? id }));
  });
  // The form shows the failure in an alert.
  const tryAdd = (id: string) => add(id).catch(() => undefined);
  const submit = ({ project }: Values) => {
    const parsed = parseProject(project, context);
    if (parsed.kind === 'project') return tryAdd(parsed.id);
    if (parsed.kind === 'unlikely') {
      confirm({
        title: t('add.unlikely.title', { id: parsed.id }),
        body: t('add.unlikely.body'),
        action: t('add.unlikely.action'),
        onConfirm: () => tryAdd(parsed.id),
      });
    }
    return undefined;
  };
  const toText: FieldErrorText = ({ message }) => {
    const problem = projectProblems.find((known) => known === message);
    return problem === undefined ? '' : t(`add.problem.${problem}`);
  };
  const options = [...props.labels].filter(([id]) => id !== context.owner && !context.members.includes(id));
  return (
    <form noValidate className={styles.add} onSubmit={(event) => void form.handleSubmit(submit)(event)}>
      <FieldErrorTextProvider toText={toText}>
        <ProjectField
          control={form.control}
          label={t('add.label')}
          help={t('add.help')}
          options={options.map(([, label]) => label)}
        />
      </FieldErrorTextProvider>
      <div className={styles.submit}>
        <Button type="primary" htmlType="submit" loading={addition.isPending}>
          {t('add.action')}
        </Button>
      </div>
      {addition.error !== null && <FailureAlert error={addition.error} />}
    </form>
  );
}

function ProjectField(props: {
  readonly control: ReturnType<typeof useForm<Values>>['control'];
  readonly label: string;
  readonly help: string;
  readonly options: readonly string[];
}) {
  const { field } = useController({ control: props.control, name: 'project' });
  const parts = useFieldFrame({ control: props.control, name: 'project', label: props.label, help: props.help });
  return (
    <FieldFrame parts={parts} label={props.label} help={props.help} required>
      <AutoComplete
        {...parts.aria}
        value={field.value}
        onChange={field.onChange}
        onBlur={field.onBlur}
        options={props.options.map((value) => ({ value }))}
        showSearch={{
          filterOption: (typed, option) => option?.value.toLowerCase().includes(typed.trim().toLowerCase()) ?? false,
        }}
        style={{ width: '100%' }}
        status={parts.status ?? ''}
      />
    </FieldFrame>
  );
}
