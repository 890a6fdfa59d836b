/**
 * The commands that grading rests on, in full words, each with what its answer is read into. Which parser reads it, the
 * catalogue of parsers says; IOS XE is read as IOS is.
 */
import { parserOf } from '../../parsers/catalogue.ts';
import type { ParsedPlatform } from '../../parsers/command-parser.ts';
import type { RunningConfiguration } from '../../parsers/ios/configuration.ts';
import type { InterfaceStatus } from '../../parsers/ios/interface-status.ts';
import type { IpsecProfile } from '../../parsers/ios/show-crypto-ipsec-profile.ts';
import type { TransformSet } from '../../parsers/ios/show-crypto-ipsec-transform-set.ts';
import type { IsakmpKey } from '../../parsers/ios/show-crypto-isakmp-key.ts';
import type { IsakmpPolicy } from '../../parsers/ios/show-crypto-isakmp-policy.ts';
import type { Parsed } from '../../parsers/parsed.ts';

export interface Show<T> {
  command: string;
  parse: (text: string) => Parsed<T>;
}

/** What T is, the command says: the table below is held against the catalogue by the tests of every verb. */
function show<T>(command: string): Show<T> {
  return showOn('ios', command);
}

export function showOn<T>(platform: ParsedPlatform, command: string): Show<T> {
  const parser = parserOf(platform, command);
  if (!parser) throw new Error(`no parser reads "${command}" of ${platform}`);
  return { command, parse: (text) => parser.parse(text) as Parsed<T> };
}

export const ISAKMP_POLICY = show<IsakmpPolicy>('show crypto isakmp policy');
export const ISAKMP_KEY = show<IsakmpKey>('show crypto isakmp key');
export const TRANSFORM_SET = show<TransformSet>('show crypto ipsec transform-set');
export const IPSEC_PROFILE = show<IpsecProfile>('show crypto ipsec profile');
export const RUNNING_CONFIGURATION = show<RunningConfiguration>('show running-config');

export function interfaceShow(name: string): Show<InterfaceStatus> {
  return show(`show interfaces ${name}`);
}
