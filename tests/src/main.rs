//! Journeys of citizens in real browsers, against the real stand-in with a database file of its own for each.
//! A journey is a function; what people type and read is data in `tests/data`. Nothing is found by its position or class.

mod access;
mod addresses;
mod attack;
mod cdp;
mod citizen;
mod city;
mod driver;
mod faults;
mod http;
mod journey;
mod kiosk;
mod measure;
mod network;
mod office;
mod old;
mod run;
mod stage;
mod tab;
mod tool;
mod wait;
mod watch;
mod wrong;

use std::process::ExitCode;

/// A table of what is walked: `module::name` is the function `journey::module::name`.
macro_rules! table {
    ($of:ident: $($module:ident::$name:ident),* $(,)?) => {
        vec![$(run::Journey {
            name: concat!(stringify!($module), "::", stringify!($name)),
            walk: |stage| Box::pin($of::$module::$name(stage)),
        }),*]
    };
}

#[tokio::main]
async fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--measure") {
        return run::run(table![measure: edit::edits, keep::costs]).await;
    }
    if std::env::args().any(|argument| argument == "--faults") {
        return faults::run().await;
    }
    if std::env::args().any(|argument| argument == "--addresses") {
        return addresses::run().await;
    }
    if std::env::args().any(|argument| argument == "--kiosk") {
        return kiosk::endure::run().await;
    }
    let journeys = table![
        journey:
        access::every_page_of_the_form,
        access::a_step_by_keyboard_alone,
        access::faults_that_are_put_in_are_found,
        access::sending_and_finding_speak_through_one_live_region,
        conversion::from_sptu_to_receipt_and_status,
        send::no_signal_then_again,
        send::a_lost_reply_and_a_reload_make_one_submission,
        send::errors_of_the_server_are_tried_again,
        send::two_taps_on_a_slow_line_make_one_submission,
        send::a_refusal_stands_at_its_field_and_can_be_put_right,
        send::a_refusal_in_one_sentence_opens_the_draft,
        send::what_is_turned_away_unread_opens_the_draft,
        send::a_success_without_a_word_is_a_receipt,
        mistake::every_wrong_input_is_named_and_can_be_put_right,
        place::an_address_without_https,
        place::a_phone_that_forbids_storage,
        place::a_phone_whose_storage_is_full,
        place::firefox,
        place::webkit,
        rows::lists_and_branches_are_filled_in_and_sent,
        rows::rows_and_branches_for_everybody,
        rows::the_focus_follows_a_row,
        proof::fastapi_on_one_origin,
        proof::fastapi_on_another_origin,
        proof::nestjs_on_one_origin,
        proof::nestjs_on_another_origin,
        proof::express_on_one_origin,
        proof::express_on_another_origin,
        proof::laravel_on_one_origin,
        proof::laravel_on_another_origin,
        oidc::signing_in_before_sending_and_tracking,
        oidc::the_same_on_another_origin,
        oidc::a_look_up_and_a_list_open_after_signing_in,
        oidc::whoever_cancels_keeps_the_draft,
        oidc::a_token_that_counts_no_more_sends_once,
        oidc::a_reload_on_the_way_back_leads_to_the_form,
        oidc::a_forged_answer_is_refused,
        layouts::every_example_opens,
        widgets::every_option_of_json_forms,
        widgets::lists_as_json_forms_options_have_them,
        widgets::times_and_sliders_are_filled_in_and_sent,
        interface::a_machine_that_tries_everything_finds_nothing,
        interface::the_description_is_valid,
        outbox::the_receipt_comes_with_the_network,
        outbox::a_closed_tab_sends_when_it_is_opened_again,
        outbox::a_form_that_could_not_be_had_is_asked_for_again,
        outbox::two_tabs_do_not_send_at_once,
        outbox::no_reload_is_offered_while_something_is_sent,
        outbox::the_worker_sends_for_a_closed_page,
        outbox::a_full_phone_whose_page_dies_sends_once,
        pin::a_pin_locks_a_draft_and_opens_it_again,
        pin::a_pin_with_firefox,
        pin::a_pin_with_webkit,
        pin::what_lies_on_the_device_needs_the_pin,
        pin::words_lock_a_draft_and_open_it_again,
        pin::wrong_pins_make_it_wait_longer_each_time,
        pin::two_tabs_know_of_each_others_pin,
        pin::a_page_out_of_sight_asks_again,
        pin_sent::what_was_being_sent_out_of_sight_closes_at_its_end,
        pin::a_device_that_does_not_take_the_pin_says_so,
        pin_sent::the_outbox_waits_for_the_pin,
        pin_sent::a_newer_version_comes_after_the_pin,
        pin_sent::a_correction_has_the_pin_of_its_copy,
        old::chromium_83,
        old::chromium_90,
        after::what_the_officer_asks_back_is_put_right_on_the_same_phone,
        after::another_phone_corrects_without_the_old_answers,
        after::taken_back,
        after::refused_with_its_reason,
        after::wrong_digits_and_unknown_numbers_sound_alike,
        failure::a_broken_service_file,
        failure::a_wrong_config,
        failure::a_missing_wasm,
        failure::a_missing_form,
        failure::a_slow_form,
        failure::a_weak_signal_is_tried_again,
        failure::an_unsupported_browser,
        failure::javascript_off,
        failure::a_trap_at_the_start,
        failure::a_trap_in_a_click_keeps_what_was_typed,
        strange::what_answers_instead_of_the_backend_is_told,
        strange::lacak_tells_what_answered,
        strange::a_look_up_tells_what_answered,
        strange::a_refused_origin_is_told_from_nobody_there,
        system::a_system_that_works,
        system::parts_that_do_not_answer_are_named,
        once::by_its_reference_it_is_found,
        once::without_any_the_citizen_is_told_and_chooses,
        once::what_another_tab_left_in_doubt_is_not_sent_by_itself,
        settings::services_come_from_the_backend,
        settings::a_silent_backend_is_given_up,
        keep::back_forward_and_reload_lose_nothing,
        keep::a_closed_tab_loses_nothing,
        keep::two_tabs_do_not_overwrite_each_other,
        keep::what_is_kept_is_encrypted,
        keep::another_language_keeps_the_answers,
        kept::a_draft_says_until_when_it_is_kept_and_then_goes,
        kept::a_draft_is_deleted_when_asked_twice,
        kept::a_definition_is_there_for_the_draft_of_another_tab,
        kept::the_browser_is_asked_after_the_first_answer_and_its_no_is_told_once,
        renew::a_new_version_in_mid_form_leaves_the_form_as_it_is,
        renew::a_draft_goes_on_in_the_newer_version_and_says_what_it_leaves,
        renew::without_a_network_a_draft_stays_in_its_version,
        lookup::an_expired_one_offers_the_renewal,
        lookup::another_one_brings_its_own_place,
        lookup::arrears_are_said_and_do_not_stop,
        lookup::a_backend_that_is_down_can_be_asked_again_or_done_without,
        lookup::a_list_that_does_not_come_can_be_asked_for_again,
        search::a_list_of_the_backend_is_searched_paged_and_sent,
        search::what_was_chosen_keeps_its_name_without_a_network,
        search::an_older_reply_never_overwrites_a_newer_one,
        search::a_search_that_fails_says_what_to_do,
        search::an_entry_is_chosen_by_keyboard_alone,
        search::what_no_longer_fits_goes_and_is_said,
        search::what_hangs_on_another_page_goes_too,
        search::a_list_without_end_is_cut_and_says_so,
        load::painted_before_the_wasm_and_nothing_moves,
        load::what_is_typed_while_the_app_comes_stays,
        typing::separators_come_by_themselves,
        boxes::what_is_pasted_composed_and_filled_in_is_read_as_it_is_meant,
        boxes::words_wider_than_a_phone_wrap,
        boxes::questions_come_from_the_schema_alone,
        kiosk::a_key_that_is_held_goes_on,
        kiosk::a_list_opens_as_rows_for_fingers,
        kiosk::a_trader_finishes_with_a_finger,
        kiosk::every_aid_fits_a_finger,
        kiosk::every_aid_fits_a_finger_across,
        kiosk::every_page_fits_a_finger,
        kiosk::every_page_fits_a_finger_across,
        kiosk::every_page_fits_a_finger_with_large_text,
        kiosk::every_page_fits_a_finger_with_large_text_across,
        kiosk::names_have_marks,
        kiosk::no_link_opens_a_window,
        kiosk::nothing_moves_under_the_finger,
        kiosk::nothing_moves_under_the_finger_across,
        kiosk_night::a_night_without_a_network,
        kiosk_night::power_is_cut,
        kiosk_officer::an_officer_helps_one_person,
        kiosk_officer::an_unlocked_kiosk_is_not_left_open,
        kiosk_officer::the_door_opens_to_officers_alone,
        kiosk_officer::without_a_network_a_pin_is_compared_with_the_settings,
        kiosk_paper::a_kiosk_without_a_printer_offers_none,
        kiosk_paper::the_receipt_is_a_ticket_on_a_roll,
        kiosk_speech::a_question_is_read_by_a_voice_of_the_system,
        kiosk_speech::no_voice_of_others_reads_anything,
        kiosk_unsure::a_broken_app_promises_nothing,
        kiosk_unsure::what_is_said_before_a_wipe_stays_true,
        kiosk_unsure::without_a_network_nothing_is_said_to_be_sent,
        kiosk_watch::a_new_build_comes_while_nobody_is_there,
        kiosk_watch::a_page_that_cannot_begin_is_left_to_the_watchdog,
        kiosk_watch::a_page_that_stands_still_is_started_anew,
        kiosk_watch::after_many_pages_the_browser_is_started_anew,
        kiosk_watch::nothing_is_touched_before_its_own_parts_are_there,
        kiosk_wipe::a_form_on_the_first_page_is_not_left_there,
        kiosk_wipe::nothing_is_left_for_the_next,
        kiosk_wipe::what_is_left_would_be_found,
        kiosk_wipe::what_is_marked_with_keys_does_not_stay,
        kiosk_wipe::who_is_still_there_goes_on,
        kiosk_wipe::without_the_wipe_the_answers_are_found,
        handoff::from_the_kiosk_to_the_phone_and_back,
        handoff::from_the_phone_to_the_kiosk,
        handoff_sealed::the_office_has_nothing_to_read,
        handoff::what_has_just_come_is_not_wiped,
        handoff_sealed::what_is_not_meant_so_opens_nothing,
        handoff_sealed::what_was_sealed_otherwise_opens_nothing,
        handoff::whoever_closes_or_cancels_keeps_it,
        handoff::a_phone_with_firefox,
        handoff::a_phone_with_webkit,
        handoff_sealed::a_wiped_kiosk_opens_nothing,
        handoff::whoever_looks_for_the_phone_is_asked_before_a_wipe,
        handoff::a_lost_answer_of_the_store_loses_nothing,
        handoff::without_a_line_it_stays_where_it_is,
        handoff::what_was_not_sent_goes_on_under_its_key,
        handoff::a_backend_without_a_store_offers_nothing,
        handoff::every_page_of_it_fits_a_finger,
        handoff::every_page_of_it_fits_a_finger_across,
        handoff::a_wipe_leaves_what_the_phone_has_scanned,
        offline::it_can_be_installed,
        offline::the_build_is_kept_and_nothing_is_fetched_twice,
        offline::nothing_of_a_person_is_kept,
        offline::every_page_opens_without_a_network,
        offline::a_silent_network_does_not_hold_a_page_up,
        offline::a_catalogue_of_the_backend_is_kept,
        offline::a_phone_that_saves_data_keeps_what_it_has_opened,
        offline::the_size_is_told_where_data_is_saved,
        offline::a_new_build_in_mid_form_waits_until_it_is_asked_for,
    ];
    let attacks = table![
        attack:
        address::no_address_sends_anything,
        handoff::a_link_makes_no_kiosk_of_a_phone,
        handoff::a_link_with_a_strangers_key_gets_nothing,
        handoff::a_stranger_puts_nothing_into_the_store,
        handoff::a_phone_deletes_nothing_that_may_be_the_only_copy,
        handoff::a_place_is_for_the_phone_that_said_hello,
        handoff::an_address_asks_before_it_takes,
        handoff::one_code_opens_on_one_phone,
        handoff::digits_are_not_told_to_who_should_supply_them,
        handoff::what_somebody_else_has_frozen_is_refused,
        handoff::what_the_store_forgets_stays_on_the_phone,
        handoff::whoever_is_robbed_goes_on_at_the_kiosk,
        handoff::whoever_sees_a_code_cannot_destroy_what_it_stands_for,
        kiosk::a_keyboard_opens_nothing_but_loket,
        kiosk::a_planted_tally_is_not_believed,
        pattern::judging_what_goes_back_for_ever_keeps_nobody_waiting,
        pattern::typing_what_goes_back_for_ever_freezes_no_page,
        office::a_strangers_wrong_digits_lock_no_citizen_out,
        device::a_clock_weeks_ahead_deletes_no_draft,
        device::a_clock_weeks_behind_deletes_no_draft,
        device::a_draft_of_a_sealed_service_is_read_before_its_lock,
        device::a_planted_card_stays_for_ever,
        device::a_planted_text_stays_unseen,
        device::a_submission_that_nobody_takes_stays_for_ever,
        files::a_copy_that_the_app_finds_broken_goes,
        files::a_page_of_the_backend_reads_no_draft,
        files::a_service_that_was_changed_on_its_way_is_not_kept,
        files::an_envelope_in_place_of_a_service_is_not_believed_for_ever,
        files::another_file_under_a_script_s_name_is_not_kept,
        files::no_text_becomes_a_script,
        files::try_again_asks_the_server,
    ];
    run::run([journeys, attacks].concat()).await
}
