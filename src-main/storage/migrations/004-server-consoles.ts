/** How the consoles of a server are reached, where it is not the usual way. */
export const serverConsoles = `
ALTER TABLE server ADD COLUMN consoles TEXT CHECK (consoles IN ('telnet', 'websocket'));
ALTER TABLE server ADD COLUMN console_port INTEGER;
`;
