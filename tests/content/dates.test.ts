import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { parseCalendarDay, today } from '../../src/content/dates.ts';

const machineZone = process.env.TZ;
const machineZones = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati'];

afterEach(() => {
  if (machineZone === undefined) delete process.env.TZ;
  else process.env.TZ = machineZone;
});

describe('parseCalendarDay', () => {
  it('gives the same day on every machine', () => {
    for (const zone of machineZones) {
      process.env.TZ = zone;
      assert.equal(parseCalendarDay('2026-03-06', 'Asia/Shanghai'), '2026-03-06', zone);
      assert.equal(parseCalendarDay('2025-12-07T08:58', 'Asia/Shanghai'), '2025-12-07', zone);
      assert.equal(parseCalendarDay('2025-12-07 00:01:00', 'Asia/Shanghai'), '2025-12-07', zone);
      assert.equal(parseCalendarDay('2025-12-06T23:00:00Z', 'Asia/Shanghai'), '2025-12-07', zone);
      assert.equal(parseCalendarDay('2025-12-07T01:00:00+08:00', 'UTC'), '2025-12-06', zone);
    }
  });

  it('refuses a time whose year has not four digits in the zone of the site', () => {
    for (const text of ['9999-12-31T23:59:59Z', '0000-01-01T00:00:00+14:00']) {
      assert.equal(parseCalendarDay(text, 'Asia/Shanghai'), undefined, text);
    }
    assert.equal(parseCalendarDay('9999-12-31', 'Asia/Shanghai'), '9999-12-31');
  });

  it('refuses what is not an ISO date', () => {
    for (const text of [
      '2026-02-30',
      '2026-13-01',
      '2026-3-6',
      '2026/03/06',
      '06-03-2026',
      '2026',
      '2026-03',
      '2026-03-06x',
      '2026-03-06 soon',
      'yesterday',
      '2026-W10-5',
      '',
    ]) {
      assert.equal(parseCalendarDay(text, 'Asia/Shanghai'), undefined, text);
    }
  });

  it('keeps a day that the zone skipped', () => {
    assert.equal(parseCalendarDay('2011-12-30', 'Pacific/Apia'), '2011-12-30');
  });

  it('knows leap years', () => {
    assert.equal(parseCalendarDay('2024-02-29', 'UTC'), '2024-02-29');
    assert.equal(parseCalendarDay('2025-02-29', 'UTC'), undefined);
  });
});

describe('today', () => {
  it('is the day of the site, not of the machine', () => {
    const moment = new Date('2026-03-05T16:30:00Z');
    for (const zone of machineZones) {
      process.env.TZ = zone;
      assert.equal(today(moment, 'Asia/Shanghai'), '2026-03-06');
      assert.equal(today(moment, 'America/New_York'), '2026-03-05');
    }
  });
});
