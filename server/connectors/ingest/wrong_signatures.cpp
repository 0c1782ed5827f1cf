#include "connectors/ingest/wrong_signatures.hpp"

#include <chrono>
#include <optional>

#include "core/error.hpp"
#include "core/network.hpp"
#include "core/random.hpp"

namespace rollcall::connectors {

namespace {

using database::Transaction;

/// A sealed secret begins with random bytes of its own, so another secret has another key. Hashed, since an id that is
/// made up may be long.
std::string subject_of(const Connection& connection, std::string_view client_address) {
    constexpr std::size_t random_characters = 32;
    return hash_token(connection.id.text() + ' ' + connection.secret_sealed.value_or("").substr(0, random_characters) +
                      ' ' + network_of(client_address));
}

bool has_passed(Time period_began, Time now) {
    // A little before it is a request that was overtaken, or another instance's clock; long before, a clock set back.
    return std::chrono::abs(now - period_began) >= wrong_signature_period;
}

void require_few(const CountedSignatures& counted, Time now) {
    const int limit = counted.is_known ? wrong_signatures_of_a_known_network : wrong_signatures_of_a_network;
    if (counted.wrong < limit || has_passed(counted.period_began, now)) return;
    const auto wait = counted.period_began + wrong_signature_period - now;
    throw Error::too_many_attempts(std::chrono::ceil<std::chrono::seconds>(wait));
}

void require_few(const std::optional<CountedSignatures>& counted, Time now) {
    if (counted) require_few(*counted, now);
}

void count_wrong(CountedSignatures& counted, Time now) {
    if (has_passed(counted.period_began, now)) counted = {.period_began = now, .is_known = counted.is_known};
    ++counted.wrong;
}

}  // namespace

void WrongSignatures::require_within_limit(const Connection& connection, std::string_view client_address, Time now) {
    const auto subject = subject_of(connection, client_address);
    if (connection.secret_sealed) {
        require_few(database_.read_statement([&](Transaction& tx) { return find_counted_signatures(tx, subject); }),
                    now);
        return;
    }
    const std::lock_guard lock(mutex_);
    const auto found = without_secret_.find(subject);
    if (found != without_secret_.end()) require_few(found->second, now);
}

void WrongSignatures::record_signature(const Connection& connection, std::string_view client_address, bool is_right,
                                       Time now) {
    const auto subject = subject_of(connection, client_address);
    if (!connection.secret_sealed) return record_without_secret(subject, now);
    is_right ? record_right(subject, now) : record_wrong(subject, now);
}

void WrongSignatures::record_right(std::string_view subject, Time now) {
    const auto find = [&](Transaction& tx) { return find_counted_signatures(tx, subject); };
    const auto before = database_.read_statement(find);
    require_few(before, now);
    if (before && before->is_known) return;
    database_.write([&](Transaction& tx) {
        auto counted = find(tx).value_or(CountedSignatures{.period_began = now});
        require_few(counted, now);
        counted.is_known = true;
        delete_counted_signatures(tx, subject);
        insert_counted_signatures(tx, subject, counted, now - wrong_signature_period, max_networks_);
    });
}

void WrongSignatures::record_wrong(std::string_view subject, Time now) {
    database_.write([&](Transaction& tx) {
        const auto before = find_counted_signatures(tx, subject);
        require_few(before, now);
        auto counted = before.value_or(CountedSignatures{.period_began = now});
        count_wrong(counted, now);
        if (before) return update_counted_signatures(tx, subject, counted);
        insert_counted_signatures(tx, subject, counted, now - wrong_signature_period, max_networks_);
    });
}

void WrongSignatures::record_without_secret(const std::string& subject, Time now) {
    const std::lock_guard lock(mutex_);
    if (!without_secret_.contains(subject)) make_room(now);
    auto& counted = without_secret_.try_emplace(subject, CountedSignatures{.period_began = now}).first->second;
    require_few(counted, now);
    count_wrong(counted, now);
}

void WrongSignatures::make_room(Time now) {
    if (without_secret_.size() < max_networks_) return;
    std::erase_if(without_secret_, [&](const auto& entry) { return has_passed(entry.second.period_began, now); });
    if (without_secret_.size() >= max_networks_) without_secret_.erase(without_secret_.begin());
}

}  // namespace rollcall::connectors
