/** All texts of one locale in one chunk; a lazy glob would make a request per namespace. */
const enUS = import.meta.glob<Record<string, unknown>>('../../../../../locales/en-US/*.json', {
  eager: true,
  import: 'default',
});
export default enUS;
