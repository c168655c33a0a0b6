// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useForm } from 'react-hook-form';
import { afterEach, describe, expect, it } from 'vitest';
import {
  ErrorSummary,
  FieldErrorTextProvider,
  NumberField,
  RadioField,
  SelectField,
  SwitchField,
  TextAreaField,
  TextField,
} from './index.ts';

afterEach(cleanup);

interface Values {
  name: string;
  notes: string;
  size: number | null;
  os: string | null;
  shared: boolean;
  mode: string;
}

function Form({ onSubmit }: { readonly onSubmit: (values: Values) => void }) {
  const { control, handleSubmit } = useForm<Values>({
    defaultValues: { name: '', notes: '', size: null, os: null, shared: false, mode: 'a' },
    resolver: (values) => {
      const errors = {
        ...(values.name === '' ? { name: { type: 'required', message: 'nameMissing' } } : {}),
        ...(values.os === null ? { os: { type: 'required', message: 'osMissing' } } : {}),
      };
      return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
    },
  });
  const options = [
    { value: 'a', label: 'Alpha' },
    { value: 'b', label: 'Beta' },
  ];
  return (
    <FieldErrorTextProvider toText={(error) => `Text of ${error.message}`}>
      <form noValidate onSubmit={(event) => void handleSubmit(onSubmit)(event)}>
        <ErrorSummary control={control} title="Not yet" labels={{ name: 'Name', os: 'System' }} />
        <TextField control={control} name="name" label="Name" help="Any script" required />
        <TextAreaField control={control} name="notes" label="Notes" />
        <NumberField control={control} name="size" label="Size" unit="GiB" min={0} />
        <SelectField control={control} name="os" label="System" options={options} />
        <SwitchField control={control} name="shared" label="Shared" help="With others" />
        <RadioField control={control} name="mode" label="Mode" options={options} />
        <button type="submit">Send</button>
      </form>
    </FieldErrorTextProvider>
  );
}

const described = (element: HTMLElement): string =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' | ');

describe('form fields', () => {
  it('have their labels as accessible names, and their roles', () => {
    render(<Form onSubmit={() => undefined} />);
    expect(screen.getByRole('textbox', { name: 'Name' }).getAttribute('aria-required')).toBe('true');
    expect(screen.getByRole('textbox', { name: 'Notes' })).toBeDefined();
    expect(screen.getByRole('spinbutton', { name: 'Size' })).toBeDefined();
    expect(screen.getByRole('combobox', { name: 'System' })).toBeDefined();
    expect(screen.getByRole('switch', { name: 'Shared' })).toBeDefined();
    expect(screen.getByRole('radiogroup', { name: 'Mode' })).toBeDefined();
    expect(screen.getByRole('radio', { name: 'Alpha' })).toBeDefined();
  });

  it('are described by their error and their help, in this order', async () => {
    render(<Form onSubmit={() => undefined} />);
    const name = screen.getByLabelText('Name');
    expect(described(name)).toBe('Any script');
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(name.getAttribute('aria-invalid')).toBe('true'));
    expect(described(name)).toBe('Text of nameMissing | Any script');
    expect(described(screen.getByRole('combobox', { name: 'System' }))).toBe('Text of osMissing');
    expect(described(screen.getByRole('switch'))).toBe('With others');
  });

  it('are listed in the error summary, which moves the focus to the field', async () => {
    Element.prototype.scrollIntoView = () => undefined;
    render(<Form onSubmit={() => undefined} />);
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    const alert = await screen.findByRole('alert');
    expect([...alert.querySelectorAll('li')].map((row) => row.textContent)).toEqual([
      'Name: Text of nameMissing',
      'System: Text of osMissing',
    ]);
    await userEvent.click(screen.getByRole('link', { name: 'System' }));
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'System' }));
  });

  it('submit their values', async () => {
    const sent: Values[] = [];
    render(<Form onSubmit={(values) => sent.push(values)} />);
    await userEvent.type(screen.getByLabelText('Name'), '镜像');
    await userEvent.type(screen.getByLabelText('Size'), '12');
    await userEvent.click(screen.getByLabelText('Shared'));
    await userEvent.click(screen.getByLabelText('Beta'));
    await userEvent.click(screen.getByRole('combobox', { name: 'System' }));
    await userEvent.click(screen.getByTitle('Alpha'));
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() =>
      expect(sent).toEqual([{ name: '镜像', notes: '', size: 12, os: 'a', shared: true, mode: 'b' }]),
    );
  });
});
