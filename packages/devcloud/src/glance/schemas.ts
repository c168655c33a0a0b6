import { sendJson } from '../kernel/send-response.ts';
import type { GlanceRequest } from './glance.ts';
import { notFound } from './glance-fault.ts';
import { IMAGE_SCHEMA, UUID_PATTERN } from './image-schema.ts';

type Properties = Readonly<Record<string, unknown>>;

const text = (description: string, more: Properties = {}) => ({ type: 'string', description, ...more });
const derived = { type: 'string', readOnly: true };

const MEMBER = {
  name: 'member',
  properties: {
    created_at: text('Date and time of image member creation'),
    image_id: text('An identifier for the image', { pattern: UUID_PATTERN }),
    member_id: text('An identifier for the image member (tenantId)'),
    status: text('The status of this image member', { enum: ['pending', 'accepted', 'rejected'] }),
    updated_at: text('Date and time of last modification of image member'),
    schema: derived,
  },
};

const TASK = {
  name: 'task',
  properties: {
    id: text('An identifier for the task', { pattern: UUID_PATTERN }),
    type: text('The type of task represented by this content', { enum: ['import', 'api_image_import'] }),
    status: text('The current status of this task', { enum: ['pending', 'processing', 'success', 'failure'] }),
    input: { type: ['null', 'object'], description: 'The parameters required by task, JSON blob' },
    result: { type: ['null', 'object'], description: 'The result of current task, JSON blob' },
    owner: text('An identifier for the owner of this task'),
    message: text('Human-readable informative message only included when appropriate (usually on failure)'),
    image_id: text('Image associated with the task'),
    request_id: text('Human-readable informative request-id'),
    user_id: text('User associated with the task'),
    expires_at: {
      type: ['null', 'string'],
      description: 'Datetime when this resource would be subject to removal',
    },
    created_at: text('Datetime when this resource was created'),
    updated_at: text('Datetime when this resource was updated'),
    self: derived,
    schema: derived,
  },
};

const PROPERTY = {
  name: 'property',
  additionalProperties: true,
  properties: {
    name: { type: 'string', maxLength: 255 },
    title: { type: 'string' },
    description: { type: 'string' },
    type: { type: 'string', enum: ['array', 'boolean', 'integer', 'number', 'object', 'string', null] },
    enum: { type: 'array' },
    default: {},
    minimum: { type: 'number' },
    maximum: { type: 'number' },
    operators: { type: 'array', items: { type: 'string' } },
  },
  required: ['type', 'title', 'name'],
};

const RESOURCE_TYPE = {
  name: 'resource_type_association',
  additionalProperties: false,
  properties: {
    name: text('Resource type names should be aligned with Heat resource types whenever possible.', { maxLength: 80 }),
    prefix: text('Specifies the prefix to use for the given resource type.', { maxLength: 80 }),
    properties_target: text('Which of several sets of key / value pairs is meant.', { maxLength: 80 }),
    created_at: { ...text('Date and time of resource type association'), readOnly: true },
    updated_at: { ...text('Date and time of the last resource type association modification'), readOnly: true },
  },
  required: ['name'],
};

const NAMESPACE = {
  name: 'namespace',
  additionalProperties: false,
  properties: {
    namespace: text('The unique namespace text.', { maxLength: 80 }),
    display_name: text('The user friendly name for the namespace. Used by UI if available.', { maxLength: 80 }),
    description: text('Provides a user friendly description of the namespace.', { maxLength: 500 }),
    visibility: text('Scope of namespace accessibility.', { enum: ['public', 'private'] }),
    protected: { type: 'boolean', description: 'If true, namespace will not be deletable.' },
    owner: text('Owner of the namespace.', { maxLength: 255 }),
    created_at: { ...text('Date and time of namespace creation'), readOnly: true, format: 'date-time' },
    updated_at: { ...text('Date and time of the last namespace modification'), readOnly: true, format: 'date-time' },
    self: derived,
    schema: derived,
    resource_type_associations: { type: 'array', items: { type: 'object' } },
    properties: { type: 'object' },
    objects: { type: 'array', items: { type: 'object' } },
    tags: { type: 'array', items: { type: 'object' } },
  },
  required: ['namespace'],
};

/** Schema of a list. Paged lists have `first` and `next`; those of members and tasks do not. */
function pageOf(name: string, item: Properties, isPaged: boolean): Properties {
  const paging = isPaged ? { first: { type: 'string' }, next: { type: 'string' } } : {};
  const links = isPaged
    ? [
        { rel: 'first', href: '{first}' },
        { rel: 'next', href: '{next}' },
      ]
    : [];
  return {
    name,
    properties: { [name]: { type: 'array', items: item }, ...paging, schema: { type: 'string' } },
    links: [...links, { rel: 'describedby', href: '{schema}' }],
  };
}

const DOCUMENTS: Readonly<Record<string, Properties>> = {
  image: IMAGE_SCHEMA,
  images: pageOf('images', IMAGE_SCHEMA, true),
  member: MEMBER,
  members: pageOf('members', MEMBER, false),
  task: TASK,
  tasks: pageOf('tasks', TASK, false),
  'metadefs/namespace': NAMESPACE,
  'metadefs/namespaces': pageOf('namespaces', NAMESPACE, true),
  'metadefs/property': PROPERTY,
  'metadefs/properties': {
    name: 'properties',
    properties: { properties: { type: 'object', additionalProperties: PROPERTY } },
  },
  'metadefs/resource_type': RESOURCE_TYPE,
  'metadefs/resource_types': pageOf('resource_type_associations', RESOURCE_TYPE, false),
};

/** GET /v2/schemas/… */
export function showSchema({ call }: GlanceRequest, name: string): void {
  const document = Object.hasOwn(DOCUMENTS, name) ? DOCUMENTS[name] : undefined;
  if (!document) throw notFound();
  sendJson(call, 200, document);
}
