#include "pictures/pictures.hpp"

#include "access/caller_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "pictures/picture_reader.hpp"

namespace rollcall::pictures {

namespace {

// Whatever the clock does.
constexpr Time at_once{};

}  // namespace

// No moment leaves a file that nothing knows of. It is noted as unreferenced before it is written; the write that
// points to it takes that note away; and the one that points elsewhere makes one for the file before. Whatever is noted
// when its time comes is deleted (members/erasure.hpp looks every few seconds).
PictureVersion set_own_picture(database::Database& database, storage::Blobs& blobs, PictureReader& reader,
                               const Clock& clock, const access::Caller& caller, std::string_view bytes) {
    const auto picture = reader.read(bytes);
    const PictureVersion version = make_uuid(clock.now());
    const auto blob = blob_of(version);

    database.write([&](database::Transaction& tx) { note_unreferenced(tx, blob, clock.now() + upload_time); });
    blobs.put(blob, picture);
    database.write([&](database::Transaction& tx) {
        const auto member = access::current(tx, caller).member;
        const auto now = clock.now();
        if (rescue(tx, blob, now) != Rescued::yes) {
            throw Error::unavailable("The picture could not be kept in time. Try again.");
        }
        release_picture(tx, member);
        set_picture(tx, member, version);
        audit::record(tx, now, member, "picture.changed", member.text());
    });
    return version;
}

void remove_own_picture(database::Database& database, const Clock& clock, const access::Caller& caller) {
    database.write([&](database::Transaction& tx) {
        const auto member = access::current(tx, caller).member;
        if (!find_picture(tx, member)) return;
        release_picture(tx, member);
        set_picture(tx, member, std::nullopt);
        audit::record(tx, clock.now(), member, "picture.removed", member.text());
    });
}

Picture get_picture(database::Database& database, storage::Blobs& blobs, const MemberId& member) {
    const auto find = [&] {
        return database.read([&](database::Transaction& tx) { return find_picture(tx, member); });
    };
    for (auto version = find(); version;) {
        if (auto bytes = blobs.get(blob_of(*version))) return {*version, *std::move(bytes)};
        // It was replaced after its row was read: then the row says another.
        const auto now = find();
        if (now == version) break;
        version = now;
    }
    throw Error::not_found();
}

void release_picture(database::Transaction& tx, const MemberId& member) {
    if (const auto version = find_picture(tx, member)) note_unreferenced(tx, blob_of(*version), at_once);
}

void delete_unreferenced_pictures(database::Database& database, storage::Blobs& blobs, const Clock& clock) {
    const auto due = database.read([&](database::Transaction& tx) { return unreferenced(tx, clock.now()); });
    for (const auto& blob : due) {
        blobs.remove(blob);
        database.write([&](database::Transaction& tx) { forget_unreferenced(tx, blob); });
    }
}

}  // namespace rollcall::pictures
