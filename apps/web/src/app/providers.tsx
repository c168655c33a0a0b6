import type { Session } from '@console/bff-contract';
import { loadProfile } from '@console/cloud-profiles';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { ProfileProvider } from '../resources/images/profile.tsx';
import type { ImportManager } from '../resources/imports/import-manager.ts';
import { ImportsProvider } from '../resources/imports/imports-context.tsx';
import { useMaybeSession } from '../resources/session/session.ts';
import { type SessionGone, SessionGoneProvider } from '../resources/session/session-gone.tsx';
import { createRecordsFlag, createUploadPreferences } from '../resources/upload-manager/upload-preferences.ts';
import {
  createLazyUploadManager,
  type LazyUploadManager,
  UploadsProvider,
} from '../resources/upload-manager/uploads-context.tsx';
import { type Http, HttpProvider } from '../shared/http/index.ts';
import { ThemeProvider } from '../shared/theme/index.ts';
import { ConfirmProvider, ToastProvider } from '../shared/ui/index.ts';
import { createImports } from './imports.ts';
import { LanguageProvider, type LoadedLanguage, useLanguage } from './language-provider.tsx';
import { useRuntimeConfig } from './runtime-config.ts';
import { StartErrorBoundary } from './start-error-boundary.tsx';

/** What every component may use, created once for the page. */
export interface Environment {
  readonly http: Http;
  readonly queries: QueryClient;
  readonly sessionGone: SessionGone;
  /** Returns the cached session; `null` if no user is signed in, or the session has not loaded. */
  readonly knownSession: () => Session | null;
  readonly language: LoadedLanguage;
  readonly storage: Storage;
  readonly systemDark: MediaQueryList;
  readonly nonce: string;
}

/** Provides services, language, theme, profile, uploads and imports to the routes. */
export function Providers({ env, children }: { readonly env: Environment; readonly children: ReactNode }) {
  return (
    <HttpProvider http={env.http}>
      <QueryClientProvider client={env.queries}>
        <SessionGoneProvider value={env.sessionGone}>
          <LanguageProvider start={env.language} storage={env.storage}>
            <ThemedByLanguage env={env}>
              <ToastProvider>
                <ConfirmProvider>
                  <StartErrorBoundary>
                    <Suspense>
                      <CloudProviders env={env}>{children}</CloudProviders>
                    </Suspense>
                  </StartErrorBoundary>
                </ConfirmProvider>
              </ToastProvider>
            </ThemedByLanguage>
          </LanguageProvider>
        </SessionGoneProvider>
      </QueryClientProvider>
    </HttpProvider>
  );
}

/** Ant Design's own texts follow the language. */
function ThemedByLanguage({ env, children }: { readonly env: Environment; readonly children: ReactNode }) {
  return (
    <ThemeProvider storage={env.storage} systemDark={env.systemDark} nonce={env.nonce} texts={useLanguage().antd}>
      {children}
    </ThemeProvider>
  );
}

/** Waits for the configuration, which names the cloud's profile and limits. */
function CloudProviders({ env, children }: { readonly env: Environment; readonly children: ReactNode }) {
  const config = useRuntimeConfig();
  const [cloud] = useState(() => {
    const profile = loadProfile(config.profile, config.profileOverrides);
    const { http, queries, knownSession, sessionGone } = env;
    const { limits } = config;
    const services = { http, queries, profile, limits, session: knownSession, onSessionGone: sessionGone.raise };
    const preferences = createUploadPreferences(env.storage, limits.uploadParallel);
    const flag = createRecordsFlag(env.storage, window);
    const uploads = createLazyUploadManager(flag, async () => {
      const { createImageUploads } = await import('./image-uploads.ts');
      return createImageUploads(services, preferences, flag);
    });
    return { profile, preferences, uploads, imports: createImports(services) };
  });
  useSyncWithSession(cloud.uploads, cloud.imports);
  return (
    <ProfileProvider profile={cloud.profile}>
      <UploadsProvider manager={cloud.uploads} preferences={cloud.preferences}>
        <ImportsProvider imports={cloud.imports}>{children}</ImportsProvider>
      </UploadsProvider>
    </ProfileProvider>
  );
}

/** Uploads and imports belong to a user and run in the project in which they were started. */
function useSyncWithSession(uploads: LazyUploadManager, imports: ImportManager): void {
  const session = useMaybeSession();
  useEffect(() => {
    if (session === undefined) return;
    uploads.followSession();
    imports.syncSession();
  }, [session, uploads, imports]);
}
