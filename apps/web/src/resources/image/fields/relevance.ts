import { type CloudProfile, canWrite } from '@console/cloud-profiles';
import {
  type ConditionalField,
  conditionalFieldUse,
  type FieldUse,
  type HardwareConcept,
  hardwareConcepts,
} from '@console/image-model';
import { answerOf, type ImageFields } from './values.ts';

/** The hardware fields to show: those the cloud lets us set and the current choices leave a meaning. */
export function shownFields(
  choices: Pick<ImageFields, 'os' | 'hypervisor'>,
  profile: CloudProfile,
): ReadonlySet<HardwareConcept> {
  const use: Readonly<Partial<Record<HardwareConcept, FieldUse>>> = fieldUses(choices);
  return new Set(hardwareConcepts.filter((concept) => canWrite(profile, concept) && use[concept] !== 'hidden'));
}

/** True where an image of this kind cannot do without a boot mode. */
export function needsBootMode(choices: Pick<ImageFields, 'os' | 'hypervisor'>, profile: CloudProfile): boolean {
  return canWrite(profile, 'bootMode') && fieldUses(choices).bootMode === 'required';
}

function fieldUses(choices: Pick<ImageFields, 'os' | 'hypervisor'>): Readonly<Record<ConditionalField, FieldUse>> {
  return conditionalFieldUse({ os: answerOf(choices.os), hypervisor: answerOf(choices.hypervisor) });
}
