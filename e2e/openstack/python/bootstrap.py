"""Create the missing users, projects, catalog entries and limits of the test cloud.

bootstrap.py AUTH_URL REGION PASSWORD SERVICE_PASSWORD IMAGE_URL VOLUME_URL
Reads users from standard input, one per line: NAME[@DOMAIN] PROJECT:ROLE[,PROJECT:ROLE...]  ('-' for no role)
Prints the id of the image endpoint, which Glance needs to read limits.
"""

import sys

from identity import Session

PROJECTS = (('service', 'Default', 'Service users'), ('admin', 'Default', ''),
            ('dev', 'Default', 'Development'), ('ops', 'Default', 'Operations'),
            ('qa', 'Default', 'Quality assurance'), ('lab', 'Partner', 'A project in a second domain'))

# Image quotas of each project; sizes in MiB. Project ops has small ones.
LIMITS = {'image_count_total': 20000, 'image_size_total': 102400,
          'image_stage_total': 20480, 'image_count_uploading': 50}
SMALL_LIMITS = {'image_count_total': 40, 'image_size_total': 2048}


def ensure(cloud, kind, body, **match):
    """Return the KIND (e.g. 'project') with the given fields, or create it."""
    plural = kind + 's'
    query = '&'.join('%s=%s' % item for item in match.items())
    found = cloud.call('GET', '/%s?%s' % (plural, query))[plural]
    return found[0] if found else cloud.call('POST', '/' + plural, {kind: {**match, **body}})[kind]


def make_projects(cloud):
    """Create projects and domains; return two dictionaries with their ids by name."""
    domains = {name: 'default' if name == 'Default' else ensure(cloud, 'domain', {}, name=name)['id']
               for name in {domain for _, domain, _ in PROJECTS}}
    return domains, {name: ensure(cloud, 'project', {'description': text}, name=name, domain_id=domains[domain])['id']
                     for name, domain, text in PROJECTS}


def make_users(cloud, lines, password, domains, projects, roles):
    for name, grants in (line.split() for line in lines if line.strip()):
        name, _, domain = name.partition('@')
        user = ensure(cloud, 'user', {'password': password}, name=name, domain_id=domains[domain or 'Default'])['id']
        for project, role in (grant.split(':') for grant in grants.split(',') if grant != '-'):
            cloud.call('PUT', '/projects/%s/users/%s/roles/%s' % (projects[project], user, roles[role]))


def make_service_users(cloud, password, projects, roles):
    for name in ('glance', 'cinder'):
        user = ensure(cloud, 'user', {'password': password}, name=name, domain_id='default')['id']
        cloud.call('PUT', '/projects/%s/users/%s/roles/%s' % (projects['service'], user, roles['admin']))
        # Reading other projects' limits and endpoints requires a role on the domain, or in Keystone 27 on the system.
        cloud.call('PUT', '/domains/default/users/%s/roles/%s' % (user, roles['admin']))
        cloud.call('PUT', '/system/users/%s/roles/%s' % (user, roles['reader']))


def make_catalog(cloud, region, services):
    """Create services and endpoints; return the public endpoints by service type."""
    public = {}
    for name, kind, url in services:
        service = ensure(cloud, 'service', {}, name=name, type=kind)
        for interface in ('public', 'internal', 'admin'):
            endpoint = ensure(cloud, 'endpoint', {'url': url}, service_id=service['id'], interface=interface,
                              region_id=region)
            if interface == 'public':
                public[kind] = endpoint
    return public


def make_limits(cloud, service, region, project):
    listed = cloud.call('GET', '/registered_limits')['registered_limits']
    missing = [{'service_id': service, 'region_id': region, 'resource_name': name, 'default_limit': value}
               for name, value in LIMITS.items() if name not in {one['resource_name'] for one in listed}]
    if missing:
        cloud.call('POST', '/registered_limits', {'registered_limits': missing})
    for name, value in SMALL_LIMITS.items():
        # A project-scoped token cannot list another project's limits; 409 means that the limit exists.
        cloud.call('POST', '/limits', {'limits': [{
            'service_id': service, 'region_id': region, 'project_id': project, 'resource_name': name,
            'resource_limit': value}]}, accept=(409,))


def main():
    auth_url, region, password, service_password, image_url, volume_url = sys.argv[1:]
    cloud = Session(auth_url, password)
    roles = {role['name']: role['id'] for role in cloud.call('GET', '/roles')['roles']}
    domains, projects = make_projects(cloud)
    make_users(cloud, sys.stdin, password, domains, projects, roles)
    make_service_users(cloud, service_password, projects, roles)
    image = make_catalog(cloud, region, (('glance', 'image', image_url), ('cinderv3', 'volumev3', volume_url)))['image']
    make_limits(cloud, image['service_id'], region, projects['ops'])
    print(image['id'])


main()
