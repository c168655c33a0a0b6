import { dayMs, GiB, MiB } from '@console/units';
import type { SeedImage, SeedMember } from '../kernel/service.ts';
import { projectId } from '../keystone/index.ts';
import type { Random } from './random.ts';
import {
  type Hardware,
  hardwareProperties,
  hollowProperty,
  nothingStored,
  randomFor,
  storedHollow,
} from './stored-data.ts';
import { type System, systems } from './systems.ts';

type Project = Parameters<typeof projectId>[0];
type Format = 'qcow2' | 'raw' | 'vmdk' | 'vhd' | 'vhdx' | 'vdi' | 'iso';
type Visibility = SeedImage['visibility'];

/** A word in English and in Chinese. */
type Pair = readonly [english: string, chinese: string];

const purposes: readonly [Pair, ...Pair[]] = [
  ['web', '网站前端'],
  ['db', '数据库'],
  ['cache', '缓存'],
  ['ci', '持续集成'],
  ['gpu', '显卡计算'],
  ['base', '基础'],
  ['vpn', '专线接入'],
  ['hpc', '高性能计算'],
];
const stages: readonly [Pair, ...Pair[]] = [
  ['prod', '生产'],
  ['staging', '预发布'],
  ['dev', '开发'],
];
const tags = ['nightly', 'golden', 'lts', 'ci', 'eol', '生产', '测试', '合规'] as const;
// A value that is listed more often is picked more often.
const formats: readonly [Format, ...Format[]] = [
  'qcow2',
  'qcow2',
  'qcow2',
  'qcow2',
  'raw',
  'raw',
  'vmdk',
  'vhd',
  'vhdx',
  'vdi',
  'iso',
];
const visibilities: readonly [Visibility, ...Visibility[]] = [
  'private',
  'private',
  'private',
  'shared',
  'shared',
  'community',
  'public',
  'public',
];
const owners: readonly [Project, ...Project[]] = ['dev', 'dev', 'ops', 'ops', 'qa', 'admin'];
const otherStates = ['queued', 'queued', 'deactivated'] as const;
const memberAnswers = ['pending', 'accepted', 'accepted', 'rejected'] as const;
const minDisks = [0, 0, 10, 20, 40, 80] as const;
const minRams = [0, 0, 512, 1024, 2048, 4096] as const;

/**
 * Builds generated image number `index` of a large cloud: metadata only, mostly active, created within two years before
 * `now`.
 */
export function generatedImage(index: number, now: number): SeedImage {
  const random = randomFor(index);
  const system = random.pick(systems);
  const version = random.pick(system.versions);
  const format = random.pick(formats);
  const visibility = random.pick(visibilities);
  const owner = visibility === 'public' ? 'admin' : random.pick(owners);
  const status = random.chance(0.92) ? 'active' : random.pick(otherStates);
  const virtualSize = random.between(1, 200) * GiB;
  const createdAt = now - random.between(1, 730) * dayMs - random.between(0, 86_399) * 1000;
  const wording = wordingOf(random, system, version, index);
  return {
    id: random.uuid(),
    name: wording.name,
    status,
    visibility,
    owner: projectId(owner),
    diskFormat: format,
    containerFormat: 'bare',
    ...(status === 'queued' ? nothingStored : storedHollow(random, sizeOf(random, format, virtualSize), virtualSize)),
    minDisk: format === 'iso' ? 0 : random.pick(minDisks),
    minRam: random.pick(minRams),
    isProtected: random.chance(0.05),
    isHidden: random.chance(0.02),
    tags: [...new Set([random.pick(tags), random.pick(tags)])].slice(0, random.between(0, 2)),
    properties: {
      ...hardwareProperties(hardwareOf(random, system, version)),
      ...(wording.description === null ? {} : { description: wording.description }),
      ...(status === 'queued' ? {} : hollowProperty),
    },
    createdAt,
    updatedAt: createdAt + random.between(10, 600) * 1000,
    members: visibility === 'shared' ? membersOf(random, owner, createdAt) : [],
    tasks: [],
  };
}

function wordingOf(
  random: Random,
  system: System,
  version: string,
  index: number,
): { name: string; description: string | null } {
  const [purpose, purposeChinese] = random.pick(purposes);
  const [stage, stageChinese] = random.pick(stages);
  const serial = String(index).padStart(5, '0');
  const isDescribed = random.chance(0.4);
  return random.chance(0.4)
    ? {
        name: `${purposeChinese}-${system.label}-${version}-${stageChinese}-${serial}`,
        description: isDescribed ? `${stageChinese}环境的${purposeChinese}镜像` : null,
      }
    : {
        name: `${system.label}-${version.replaceAll(' ', '-')}-${purpose}-${stage}-${serial}`,
        description: isDescribed ? `${purpose} image for ${stage}` : null,
      };
}

function hardwareOf(random: Random, system: System, version: string): Hardware {
  const arch = system.hasArm && random.chance(0.3) ? 'aarch64' : 'x86_64';
  const firmware = arch === 'aarch64' || random.chance(0.4) ? 'uefi' : 'bios';
  return { distro: system.distro, version, arch, hypervisor: random.chance(0.85) ? 'qemu' : 'baremetal', firmware };
}

function sizeOf(random: Random, format: Format, virtualSize: number): number {
  if (format === 'raw') return virtualSize;
  if (format === 'iso') return random.between(150, 9000) * MiB;
  return Math.round((virtualSize * random.between(5, 60)) / 100);
}

function membersOf(random: Random, owner: Project, createdAt: number): SeedMember[] {
  const others = (['dev', 'ops', 'qa'] as const).filter((project) => project !== owner && random.chance(0.6));
  return others.map((project) => ({
    projectId: projectId(project),
    status: random.pick(memberAnswers),
    createdAt: createdAt + 60_000,
  }));
}
