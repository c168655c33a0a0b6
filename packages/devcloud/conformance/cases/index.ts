import type { ConformanceCase } from '../run-case.ts';
import { conversionCases } from './conversion.ts';
import { createCases } from './create.ts';
import { databaseCases } from './database.ts';
import { directoryCases } from './directory.ts';
import { discoveryCases } from './discovery.ts';
import { downloadCases } from './download.ts';
import { formatCases } from './formats.ts';
import { importRefusedCases } from './import-refused.ts';
import { lifetimeCases } from './lifetime.ts';
import { listFilterCases } from './list-filters.ts';
import { listOrderCases } from './list-order.ts';
import { memberCases } from './members.ts';
import { patchCases } from './patch.ts';
import { quotaCases } from './quotas.ts';
import { roleCases } from './roles.ts';
import { stageCases } from './stage.ts';
import { storeCases } from './stores.ts';
import { taskCases } from './tasks.ts';
import { tokenCases } from './tokens.ts';
import { tokenRefusedCases } from './tokens-refused.ts';
import { uploadCases } from './upload.ts';
import { uploadInProgressCases } from './upload-in-progress.ts';
import { volumeListCases } from './volume-lists.ts';
import { volumeCases } from './volumes.ts';
import { volumeFromImageCases } from './volumes-from-images.ts';
import { webDownloadCases } from './web-download.ts';

/** All cases, by subject. */
export const cases: readonly ConformanceCase[] = [
  ...tokenCases,
  ...tokenRefusedCases,
  ...directoryCases,
  ...discoveryCases,
  ...listOrderCases,
  ...listFilterCases,
  ...createCases,
  ...patchCases,
  ...memberCases,
  ...roleCases,
  ...lifetimeCases,
  ...uploadCases,
  ...uploadInProgressCases,
  ...downloadCases,
  ...stageCases,
  ...importRefusedCases,
  ...webDownloadCases,
  ...storeCases,
  ...taskCases,
  ...volumeCases,
  ...volumeFromImageCases,
  ...volumeListCases,
  ...quotaCases,
  ...databaseCases,
  ...formatCases,
  ...conversionCases,
];
