export {
  parseVolume,
  parseVolumeLimits,
  parseVolumeList,
  parseVolumeType,
  parseVolumeTypes,
  parseVolumeZones,
  type VolumeLimits,
  type VolumeZone,
  type WireVolume,
  type WireVolumeType,
} from './cinder/volume.ts';
export { type FaultCause, type FaultCode, faultCause, faultCodes } from './fault/cause.ts';
export { parseFault } from './fault/fault.ts';
export { parseImage, parseImageList, type WireImage, type WireImageList } from './glance/image.ts';
export { parseImportInfo, parseStoresInfo, parseUsageInfo, type Store, type UsageRow } from './glance/info.ts';
export { parseMember, parseMemberList, type WireMember } from './glance/member.ts';
export {
  parseMetadefNamespace,
  parseMetadefNamespaceList,
  type WireMetadefNamespace,
  type WireMetadefProperty,
} from './glance/metadef.ts';
export { enumValues, parseSchema, type WireSchema, type WireSchemaProperty } from './glance/schema.ts';
export { parseTaskList, type WireTask } from './glance/task.ts';
export { parseProjectList } from './keystone/project.ts';
export { parseToken, type WireCatalogService, type WireToken } from './keystone/token.ts';
export { WireShapeError } from './wire-shape.ts';
