import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../../../resources/images/profile.tsx';
import { SelectField } from '../../../shared/form/index.ts';
import type { CloudChoices } from '../cloud-choices.ts';
import type { CreateValues } from '../values.ts';
import { wayOf } from '../way.ts';

/** Where the cloud keeps the data; asked only where there are several places. An import can fill more than one. */
export function StoreField({ choices }: { readonly choices: CloudChoices }) {
  const { t } = useTranslation('imageCreate');
  const label = useTranslation('image').t;
  const profile = useProfile();
  const { control } = useFormContext<CreateValues>();
  const [origin, diskFormat] = useWatch({ control, name: ['origin', 'diskFormat'] });
  if (choices.stores.length < 2) return null;
  const options = choices.stores.map((store) => ({
    value: store.id,
    label: store.description || store.id,
    text: `${store.id} ${store.description}`,
  }));
  const words = { label: label('field.stores'), placeholder: t('placeholder.store') };
  return wayOf({ origin, diskFormat }, profile, choices.importMethods) === 'file' ? (
    <SelectField key="one" control={control} name="store" options={options} {...words} clearable />
  ) : (
    <SelectField
      key="several"
      control={control}
      name="stores"
      mode="multiple"
      options={options}
      {...words}
      help={t('help.stores')}
    />
  );
}
