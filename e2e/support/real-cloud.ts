/** Everybody's password: that of the embedded cloud's people, unless `npm run test:openstack` was given another cloud. */
export const everybodysPassword = process.env.OPENSTACK_PASSWORD || 'console';
