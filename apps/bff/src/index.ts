export { type App, type AppDeps, createApp } from './app.ts';
export { type Config, type ConfigResult, readConfig, settings, settingsHelp } from './config.ts';
export { type Console, startConsole } from './console.ts';
