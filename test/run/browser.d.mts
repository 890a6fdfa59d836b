export function findOrInstallBrowser(): { ok: true; executable: string } | { ok: false; why: string; mend: string };
