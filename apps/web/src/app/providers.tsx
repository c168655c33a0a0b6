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

/** What the page is made from; `main.tsx` gathers it from the browser. */
export interface Environment {
  readonly http: Http;
  readonly queries: QueryClient;
  readonly sessionGone: SessionGone;
  /** The session as it is cached; `null` = nobody, or not known yet. */
  readonly knownSession: () => Session | null;
  readonly language: LoadedLanguage;
  readonly storage: Storage;
  readonly systemDark: MediaQueryList;
  readonly nonce: string;
}

export function Providers({ env, children }: { readonly env: Environment; readonly children: ReactNode }) {
  return (
    <HttpProvider http={env.http}>
      <QueryClientProvider client={env.queries}>
        <SessionGoneProvider value={env.sessionGone}>
          <LanguageProvider start={env.language} storage={env.storage}>
            <Themed env={env}>
              <ToastProvider>
                <ConfirmProvider>
                  <StartErrorBoundary>
                    <Suspense>
                      <Profiled env={env}>{children}</Profiled>
                    </Suspense>
                  </StartErrorBoundary>
                </ConfirmProvider>
              </ToastProvider>
            </Themed>
          </LanguageProvider>
        </SessionGoneProvider>
      </QueryClientProvider>
    </HttpProvider>
  );
}

function Themed({ env, children }: { readonly env: Environment; readonly children: ReactNode }) {
  return (
    <ThemeProvider storage={env.storage} systemDark={env.systemDark} nonce={env.nonce} texts={useLanguage().antd}>
      {children}
    </ThemeProvider>
  );
}

function Profiled({ env, children }: { readonly env: Environment; readonly children: ReactNode }) {
  const config = useRuntimeConfig();
  const [inside] = useState(() => {
    const profile = loadProfile(config.profile, config.profileOverrides);
    const { http, queries, knownSession, sessionGone } = env;
    const { limits } = config;
    const around = { http, queries, profile, limits, session: knownSession, onSessionGone: sessionGone.raise };
    const preferences = createUploadPreferences(env.storage, limits.uploadParallel);
    const flag = createRecordsFlag(env.storage, window);
    const uploads = createLazyUploadManager(flag, async () => {
      const { createImageUploads } = await import('./image-uploads.ts');
      return createImageUploads(around, preferences, flag);
    });
    return { profile, preferences, uploads, imports: createImports(around) };
  });
  useFollowing(inside.uploads, inside.imports);
  return (
    <ProfileProvider profile={inside.profile}>
      <UploadsProvider manager={inside.uploads} preferences={inside.preferences}>
        <ImportsProvider imports={inside.imports}>{children}</ImportsProvider>
      </UploadsProvider>
    </ProfileProvider>
  );
}

/** Uploads and imports are their owner's, and need the project where they began. */
function useFollowing(uploads: LazyUploadManager, imports: ImportManager): void {
  const session = useMaybeSession();
  useEffect(() => {
    if (session === undefined) return;
    uploads.followSession();
    imports.syncSession();
  }, [session, uploads, imports]);
}
