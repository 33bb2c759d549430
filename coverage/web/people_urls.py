"""The addresses of accounts, invitations and people."""

from django.urls import URLPattern, path

from . import invitations, people, you

urlpatterns: list[URLPattern] = [
    path("you/", you.you, name="you"),
    path("you/password", you.password, name="password"),
    path("you/sessions", you.sessions, name="sessions"),
    path("you/sessions/<int:key>/end", you.end_one, name="end-session"),
    path("you/sessions/end-others", you.end_all_others, name="end-other-sessions"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/<int:invitation_id>/revoke", invitations.revoke, name="revoke-invitation"),
    path("join/<str:secret>", invitations.join, name="join"),
    path("new-password/<str:secret>", invitations.new_password, name="new-password"),
    path("people/", people.people, name="people"),
    path("people/audit", people.audit, name="audit"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/role", people.change_role, name="set-role"),
    path("people/<int:person_id>/deactivate", people.deactivate_person, name="deactivate-person"),
    path("people/<int:person_id>/activate", people.activate_person, name="activate-person"),
    path("people/<int:person_id>/sessions/end", people.end_sessions, name="end-sessions"),
    path("people/<int:person_id>/password-link", people.password_link, name="password-link"),
]
