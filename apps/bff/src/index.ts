export { type App, type AppDeps, createApp } from './app.ts';
export { type Config, type ConfigResult, readConfig } from './config.ts';
export { type Console, startConsole } from './console.ts';
export { settings, settingsHelp } from './settings.ts';
