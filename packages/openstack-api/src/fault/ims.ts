/** `IMG.` numbers of Huawei Cloud IMS (API reference, table B-1) by cause; numbers with the same remedy share one. */
const numbersOf = {
  imageProtected: ['0028'],
  notOwner: ['0047', '0092', '0106'],
  notAuthorized: ['0026', '0161'],
  imageUnknown: ['0027', '0031', '0066', '0086', '0144'],
  credentials: ['0030', '0087'],
  quota: ['0015'],

  imsRequest: ['0001', '0007', '0011', '0016', '0017', '0025', '0041'],
  imsNameTooLong: ['0002'],
  imsName: ['0003', '0013', '0062'],
  imsNameTaken: ['0009'],
  imsDescription: ['0004', '0054'],
  imsMinimums: ['0055'],
  imsOs: ['0056', '0122', '0138', '0159', '0166', '0195'],
  imsFirmware: ['0141'],
  imsArchitecture: ['0212'],
  imsType: ['0021', '0024', '0085', '0117', '0157'],
  imsTag: ['0115'],
  imsTagQuota: ['0116'],

  imsFile: ['0057', '0121', '0123', '1075'],
  imsFileTooLarge: ['0059'],
  imsFileName: ['0073', '0074', '0075', '0175'],
  imsFormat: ['0072'],
  imsQuickImport: ['0158'],
  imsBucket: ['0038', '0039', '0040', '0058', '0068', '0069', '0070', '0109'],

  imsNotReady: ['0046'],
  imsStillCreating: ['0090'],
  imsPublicKept: ['0094'],
  imsVisibilityAlready: ['0083', '0084'],
  imsDataDiskPublic: ['0125'],
  imsUpdate: ['0034', '0035', '0168', '0169', '0170', '0171', '0172', '0173', '0174'],
  imsVendorTitle: ['0162', '0163'],

  imsShareQuota: ['0088'],
  imsShareSelf: ['0076', '0178'],
  imsShare: ['0089', '0098', '0135'],
  imsShareTarget: ['0108', '0112', '0113', '0114', '0177'],

  imsServer: [
    '0005',
    '0006',
    '0008',
    '0010',
    '0012',
    '0022',
    '0063',
    '0110',
    '0111',
    '0119',
    '0120',
    '0126',
    '0136',
    '0137',
    '0139',
    '0140',
    '0153',
    '0164',
  ],
  imsBackup: ['0019', '0020', '0029', '0032', '0033', '0176', '0180', '0190', '0198'],
  imsVault: ['0182', '0183', '0184', '0185', '0188', '0189', '0193'],
  imsKey: ['0095', '0096', '0097', '0099', '0100', '0101', '0102', '0103', '0118'],
  imsExport: ['0071', '0077', '0079', '0080', '0081', '0128', '0160'],
  imsExporting: ['0148'],
  imsReplicate: ['0130', '0142', '0143', '0146', '0147', '0150', '0151', '0152', '0179', '0196', '0197'],

  imsProject: ['0067', '0104', '0145'],
  imsAccount: ['0238', '0239', '0241', '0242'],
  imsBusy: ['0060', '0149', '0187', '0194'],
  imsNotSupported: ['0105', '0167'],
  imsInternal: [
    '0014',
    '0018',
    '0023',
    '0036',
    '0037',
    '0045',
    '0053',
    '0061',
    '0064',
    '0065',
    '0154',
    '0181',
    '0191',
    '0192',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ImsCause = keyof typeof numbersOf;

const isImsCause = (name: string): name is ImsCause => Object.hasOwn(numbersOf, name);

export const imsCauses: readonly ImsCause[] = Object.keys(numbersOf).filter(isImsCause);

const causes: ReadonlyMap<string, ImsCause> = new Map(
  imsCauses.flatMap((cause) => numbersOf[cause].map((number) => [`IMG.${number}`, cause] as const)),
);

/** Cause of a code such as `IMG.0144`, in any case of letters; `null` for a code that the reference does not list. */
export function imsCause(code: string | undefined): ImsCause | null {
  return (code === undefined ? undefined : causes.get(code.toUpperCase())) ?? null;
}
