#include "pictures/pictures.hpp"

#include "access/caller_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "jobs/unreferenced_blobs.hpp"
#include "pictures/picture_reader.hpp"

namespace rollcall::pictures {

PictureVersion set_own_picture(database::Database& database, storage::Blobs& blobs, PictureReader& reader,
                               const Clock& clock, const access::Caller& caller, std::string_view bytes) {
    const auto picture = reader.read(bytes);
    const PictureVersion version = make_uuid(clock.now());
    const auto blob = blob_of(version);

    database.write(
        [&](database::Transaction& tx) { jobs::note_unreferenced(tx, blob, clock.now() + jobs::keeping_time); });
    blobs.put(blob, picture);
    database.write([&](database::Transaction& tx) {
        const auto member = access::get_current_caller(tx, caller).member;
        const auto now = clock.now();
        if (jobs::rescue(tx, blob, now) != jobs::Rescued::yes) {
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
        const auto member = access::get_current_caller(tx, caller).member;
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
    if (const auto version = find_picture(tx, member)) jobs::note_unreferenced(tx, blob_of(*version), jobs::at_once);
}

}  // namespace rollcall::pictures
