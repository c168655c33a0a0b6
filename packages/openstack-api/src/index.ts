export { WireShapeError } from './check.ts';
export {
  parseVolumeLimits,
  parseVolumeType,
  parseVolumeTypes,
  parseZones,
  type VolumeLimits,
  type WireVolumeType,
  type Zone,
} from './cinder/offers.ts';
export { parseVolume, parseVolumeList, type WireVolume } from './cinder/volume.ts';
export { type FaultCause, type FaultCode, faultCause, faultCodes } from './fault/cause.ts';
export { type Fault, type FaultService, parseFault } from './fault/parse.ts';
export { parseImage, parseImageList, type WireImage, type WireImageList } from './glance/image.ts';
export { parseImportMethods, parseStores, parseUsage, type Store, type UsageRow } from './glance/info.ts';
export { parseMember, parseMemberList, type WireMember } from './glance/member.ts';
export {
  type MetadefNamespace,
  type MetadefProperty,
  parseNamespace,
  parseNamespaceList,
} from './glance/metadef.ts';
export { enumOf, parseSchema, type SchemaProperty, type WireSchema } from './glance/schema.ts';
export { parseTaskList, type WireTask } from './glance/task.ts';
export { parseProjectList, type WireProject } from './keystone/project.ts';
export { parseToken, type WireCatalogService, type WireToken } from './keystone/token.ts';
