declare module 'virtual:pack-sources' {
  const sources: { name: string; files: Record<string, string> }[];
  export default sources;
}
