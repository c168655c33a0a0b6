"""Client for Keystone and other services, for the set-up of a test cloud."""

import json
import sys
import urllib.error
import urllib.request


class Session:
    """Sends requests with the administrator's token; `catalog` is the catalog of that token."""

    def __init__(self, auth_url, password):
        self.auth_url = auth_url
        self.token = None
        headers, body = self._send('POST', auth_url + '/auth/tokens', {'auth': {
            'identity': {'methods': ['password'], 'password': {'user': {
                'name': 'admin', 'domain': {'name': 'Default'}, 'password': password}}},
            'scope': {'project': {'name': 'admin', 'domain': {'name': 'Default'}}}}})
        self.token = headers['X-Subject-Token']
        self.catalog = body['token']['catalog']

    def call(self, method, path, body=None, accept=()):
        """Return the JSON of the response; PATH follows Keystone's address, or is a full URL.

        Exits at a status of 400 or more, but returns None if the status is in ACCEPT.
        """
        url = path if path.startswith('http') else self.auth_url + path
        try:
            return self._send(method, url, body)[1]
        except urllib.error.HTTPError as error:
            if error.code in accept:
                return None
            sys.exit('%s %s: %s %s' % (method, url, error.code, error.read()))

    def _send(self, method, url, body):
        request = urllib.request.Request(
            url, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={'Content-Type': 'application/json',
                     **({'X-Auth-Token': self.token} if self.token else {})})
        with urllib.request.urlopen(request, timeout=60) as reply:
            raw = reply.read()
            return reply.headers, json.loads(raw) if raw else None
