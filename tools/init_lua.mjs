/** The init.lua that starts the setup and nothing else, for every flash that our tools fill. */
export const START_LINE = 'dofile("wifi_setup.lua")';
export const INIT_LUA = `${START_LINE}\n`;
