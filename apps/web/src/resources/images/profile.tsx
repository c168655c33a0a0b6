import type { CloudProfile } from '@console/cloud-profiles';
import { createContext, type ReactNode, useContext } from 'react';

const ProfileContext = createContext<CloudProfile | null>(null);

/** Provides the cloud's profile, which `app/` loads once from the runtime configuration. */
export function ProfileProvider(props: { readonly profile: CloudProfile; readonly children: ReactNode }) {
  return <ProfileContext value={props.profile}>{props.children}</ProfileContext>;
}

export function useProfile(): CloudProfile {
  const profile = useContext(ProfileContext);
  if (profile === null) throw new Error('useProfile outside ProfileProvider');
  return profile;
}
