/** Texts of the console's controls. They are written here by hand and not read from `locales/`, so that a wrong text fails a journey. */
const table = {
  signIn: ['登录', 'Sign in'],
  signInAgain: ['登录并继续', 'Sign in and continue'],
  signOut: ['退出登录', 'Sign out'],
  username: ['用户名', 'User name'],
  password: ['密码', 'Password'],
  wrongPassword: ['用户名、密码或域不正确', 'User name, password or domain is wrong'],
  sessionEnded: ['登录已失效', 'Your session has ended'],
  noProject: ['您还没有加入任何项目', 'You have not joined any project'],
  notFound: ['页面不存在', 'There is no such page'],
  requestId: ['请求 ID', 'Request ID'],

  products: ['产品与服务', 'Products & Services'],
  compute: ['计算', 'Compute'],
  images: ['镜像', 'Images'],
  project: ['项目', 'Project'],
  user: ['用户', 'User'],
  uploads: ['上传任务', 'Uploads'],
  language: ['语言', 'Language'],
  theme: ['主题', 'Theme'],
  close: ['关闭', 'Close'],
  cancel: ['取消', 'Cancel'],
  save: ['保存', 'Save'],
  retry: ['重试', 'Try again'],

  create: ['创建镜像', 'Create Image'],
  submit: ['创建', 'Create'],
  name: ['镜像名称', 'Image name'],
  source: ['镜像来源', 'Source'],
  localFile: ['本地文件', 'Local file'],
  format: ['格式', 'Format'],
  os: ['操作系统类别', 'OS category'],
  architecture: ['CPU架构', 'CPU architecture'],
  hypervisor: ['虚拟化类型', 'Hypervisor type'],
  minDisk: ['最小系统盘(GiB)', 'Minimum system disk (GiB)'],
  minMemory: ['最小内存(GiB)', 'Minimum memory (GiB)'],
  public: ['公用', 'Public'],
  protected: ['受保护的', 'Protected'],
  liveResize: ['开启在线变更规格', 'Live resize'],
  guestAgent: ['启用云主机内置Agent', 'Guest agent'],
  nicMultiqueue: ['启用网卡多队列', 'NIC multi-queue'],
  passwordEncryption: ['加密存储初始密码', 'Encrypt the initial password'],
  bootMode: ['启动方式', 'Boot mode'],
  description: ['描述', 'Description'],
  advanced: ['高级', 'Advanced'],
  tags: ['标签', 'Tags'],
  stores: ['存储后端', 'Stores'],
  virtio: ['virtio 驱动', 'Virtio drivers'],

  columnName: ['名称', 'Name'],
  status: ['状态', 'Status'],
  size: ['大小', 'Size'],
  owner: ['所属项目', 'Owner project'],
  createdAt: ['创建时间', 'Created'],
  updatedAt: ['更新时间', 'Updated'],
  visibility: ['可见性', 'Visibility'],

  modify: ['修改配置', 'Modify'],
  download: ['下载', 'Download'],
  createVolume: ['创建云硬盘', 'Create volume'],
  editTags: ['编辑标签', 'Edit tags'],
  delete: ['删除', 'Delete'],
  moreActions: ['更多操作', 'More actions'],
  export: ['导出', 'Export'],
  refresh: ['刷新', 'Refresh'],
  search: ['搜索镜像', 'Search images'],
  administratorOnly: ['仅云管理员可以执行此操作', 'Only the cloud administrator can do this'],

  all: ['全部', 'All'],
  private: ['项目私有', 'Private'],
  shared: ['共享', 'Shared'],
  active: ['可用', 'Active'],
  queued: ['排队中', 'Queued'],
  importing: ['导入中', 'Importing'],
  deactivated: ['已停用', 'Deactivated'],
} as const satisfies Readonly<Record<string, readonly [zh: string, en: string]>>;

export type LabelName = keyof typeof table;
export type Labels = Readonly<Record<LabelName, string>>;
/** The same text in both languages. */
export type Localized = readonly [zh: string, en: string];

/** Languages of the console. Journeys in which the texts themselves are tested run in each of them. */
export const languages = ['zh-CN', 'en-US'] as const;
export type Language = (typeof languages)[number];

const inLanguage = (language: Language) =>
  Object.fromEntries(Object.entries(table).map(([name, [zh, en]]) => [name, localized(language, zh, en)])) as Labels;

/** Returns the texts of all controls in one language. */
export const labelsOf = (language: Language): Labels => labels[language];

/** Chooses between two texts, for a sentence that only one journey needs. */
export function localized(language: Language, zh: string, en: string): string {
  return language === 'zh-CN' ? zh : en;
}

const labels: Readonly<Record<Language, Labels>> = { 'zh-CN': inLanguage('zh-CN'), 'en-US': inLanguage('en-US') };
