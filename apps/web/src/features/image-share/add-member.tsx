import type { Image } from '@console/image-model';
import { AutoComplete, Button } from 'antd';
import { useController, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type FieldErrorText, FieldErrorTexts, FieldFrame, useFieldFrame } from '../../shared/form/index.ts';
import { FailureAlert, useConfirm, useOneRunAtATime, useToast } from '../../shared/ui/index.ts';
import { projectChoice, projectProblems, type ShareFacts } from './project-choice.ts';
import styles from './share.module.css';
import { useChangeMembers } from './use-change-members.ts';

interface Values {
  readonly project: string;
}

/** Shares with one more project: chosen by name among those joined, or typed as an id. */
export function AddMember(props: {
  readonly image: Image;
  readonly labels: ReadonlyMap<string, string>;
  readonly members: readonly string[];
}) {
  const { t } = useTranslation('imageShare');
  const toast = useToast();
  const confirm = useConfirm();
  const { add } = useChangeMembers(props.image);
  const facts: ShareFacts = { labels: props.labels, owner: props.image.owner, members: props.members };
  const form = useForm<Values>({
    defaultValues: { project: '' },
    resolver: (values) => {
      const choice = projectChoice(values.project, facts);
      return choice.kind === 'problem'
        ? { values: {}, errors: { project: { type: choice.problem, message: choice.problem } } }
        : { values, errors: {} };
    },
  });
  const share = useOneRunAtATime(async (id: string) => {
    await add.mutateAsync(id);
    form.reset();
    toast.done(t('add.done', { project: props.labels.get(id) ?? id }));
  });
  const submit = ({ project }: Values) => {
    const choice = projectChoice(project, facts);
    if (choice.kind === 'project') return share(choice.id).catch(() => undefined);
    if (choice.kind === 'unlikely') {
      confirm({
        title: t('add.unlikely.title', { id: choice.id }),
        body: t('add.unlikely.body'),
        action: t('add.unlikely.action'),
        // A refusal is shown at the field.
        onConfirm: () => share(choice.id).catch(() => undefined),
      });
    }
    return undefined;
  };
  const toText: FieldErrorText = ({ message }) => {
    const problem = projectProblems.find((one) => one === message);
    return problem === undefined ? '' : t(`add.problem.${problem}`);
  };
  const options = [...props.labels].filter(([id]) => id !== facts.owner && !facts.members.includes(id));
  return (
    <form noValidate className={styles.add} onSubmit={(event) => void form.handleSubmit(submit)(event)}>
      <FieldErrorTexts toText={toText}>
        <ProjectField
          control={form.control}
          label={t('add.label')}
          help={t('add.help')}
          options={options.map(([, label]) => label)}
        />
      </FieldErrorTexts>
      <div className={styles.submit}>
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {t('add.action')}
        </Button>
      </div>
      {add.error !== null && <FailureAlert error={add.error} />}
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
        {...(parts.status === undefined ? {} : { status: parts.status })}
      />
    </FieldFrame>
  );
}
