#pragma once

#include <stop_token>
#include <string>

#include "database/database.hpp"
#include "jobs/periodic_worker.hpp"

/// The days of usage when the account gets another time zone, or when the rules of time zones change: governments do so
/// each year.
namespace rollcall::calls {

/// Called inside the write that gives the account another time zone: all sums are computed again after it.
void note_time_zone_change(database::Transaction& tx);

/// Whether sums of days of the time zone before are still among those of usage.
bool are_days_of_two_time_zones(database::Transaction& tx);

/// Computes all sums of usage again where the account has another time zone than they were made for, or where the
/// installed rules (core/time_zone.hpp) are newer than those they were made with. One agent and month after the other,
/// in a write each, so that others can write in between; calls that arrive meanwhile are summed by the new days. After
/// an interruption, and when the time zone has changed again meanwhile, it begins again. Rules that are older change no
/// sums, but are noted, since they hold for the calls that arrive from now on: newer ones then change these too. Rules
/// of an unknown version count as older than all others.
///
/// Returns how many writes it took.
int sum_days_again(database::Database& database, const std::string& installed_rules, const std::stop_token& stop);

/// The same in the background.
jobs::PeriodicWork day_sums_work(database::Database& database);

}  // namespace rollcall::calls
