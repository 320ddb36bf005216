import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findServer, type Machine } from '../src/find';

const LINUX: Machine = {
  configured: '',
  extension: '/ext',
  path: '/usr/bin:relative:/opt/bin',
  home: '/home/ada',
  windows: false,
  isFile: () => true,
};

const WINDOWS: Machine = { ...LINUX, extension: 'C:\\ext', path: 'C:\\bin;D:\\tools', home: 'C:\\Users\\ada', windows: true };

function check(name: string, machine: Machine, files: readonly string[], expected: ReturnType<typeof findServer>): void {
  test(name, () => {
    assert.deepEqual(findServer({ ...machine, isFile: (file) => files.includes(file) }), expected);
  });
}

const everywhere = ['/set/obelus', '/ext/server/obelus', '/usr/bin/obelus', '/opt/bin/obelus'];

check('the setting comes first', { ...LINUX, configured: '/set/obelus' }, everywhere, { kind: 'found', command: '/set/obelus' });
check('then the one in the package', LINUX, everywhere, { kind: 'found', command: '/ext/server/obelus' });
check('then the first on the PATH', LINUX, everywhere.slice(2), { kind: 'found', command: '/usr/bin/obelus' });
check('a relative folder on the PATH is passed over', LINUX, ['relative/obelus', '/opt/bin/obelus'], {
  kind: 'found',
  command: '/opt/bin/obelus',
});
check('none', LINUX, [], { kind: 'missing' });
check('no PATH', { ...LINUX, path: undefined }, ['/usr/bin/obelus'], { kind: 'missing' });
check('a setting that names nothing is not passed over', { ...LINUX, configured: '/set/no' }, everywhere, {
  kind: 'misconfigured',
  command: '/set/no',
});
check('a relative setting depends on where one stands', { ...LINUX, configured: 'obelus' }, ['obelus', ...everywhere], {
  kind: 'misconfigured',
  command: 'obelus',
});
check('the home folder by its sign', { ...LINUX, configured: '~/bin/obelus' }, ['/home/ada/bin/obelus'], {
  kind: 'found',
  command: '/home/ada/bin/obelus',
});
check('a name that begins like the sign', { ...LINUX, configured: '/a/~b/obelus' }, ['/a/~b/obelus'], {
  kind: 'found',
  command: '/a/~b/obelus',
});
check('Windows', WINDOWS, ['D:\\tools\\obelus.exe'], { kind: 'found', command: 'D:\\tools\\obelus.exe' });
check('Windows, packaged', WINDOWS, ['C:\\ext\\server\\obelus.exe'], { kind: 'found', command: 'C:\\ext\\server\\obelus.exe' });
check('Windows, home', { ...WINDOWS, configured: '~\\o.exe' }, ['C:\\Users\\ada\\o.exe'], {
  kind: 'found',
  command: 'C:\\Users\\ada\\o.exe',
});
