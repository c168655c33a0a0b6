/** All texts of one locale in one chunk; a lazy glob would make a request per namespace. */
const zhCN = import.meta.glob<Record<string, unknown>>('../../../../../locales/zh-CN/*.json', {
  eager: true,
  import: 'default',
});
export default zhCN;
