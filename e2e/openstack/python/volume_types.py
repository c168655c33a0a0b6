"""Create the volume types of the test cloud and wait for its volume service.  AUTH_URL PASSWORD"""

import sys
import time

from identity import Session

TYPES = {'local': 'Plain volumes, the default', 'archive': 'Rarely read volumes'}


def volume_address(catalog):
    return next(endpoint['url'] for service in catalog if service['type'] == 'volumev3'
                for endpoint in service['endpoints'] if endpoint['interface'] == 'public')


def main():
    cloud = Session(*sys.argv[1:])
    base = volume_address(cloud.catalog)
    have = {kind['name'] for kind in cloud.call('GET', base + '/types')['volume_types']}
    for name in TYPES.keys() - have:
        cloud.call('POST', base + '/types', {'volume_type': {
            'name': name, 'description': TYPES[name], 'extra_specs': {'volume_backend_name': 'local'}}})
    for _ in range(120):   # Cinder's services register themselves after its API has started
        services = cloud.call('GET', base + '/os-services')['services']
        if {'cinder-volume', 'cinder-scheduler'} <= {one['binary'] for one in services if one['state'] == 'up'}:
            return
        time.sleep(0.5)
    sys.exit('the volume service did not come up: %s' % services)


main()
