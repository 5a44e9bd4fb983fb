"""Addresses of the living children, and of the children's view."""

from django.urls import path

from yearlight.children.views import choosing, joys, kin, view

app_name = "children"
urlpatterns = [
    path("joys/", joys.joys, name="joys"),
    path("joys/add/", kin.add, name="child-add"),
    path("joys/<slug:public_id>/", kin.child, name="child"),
    path("joys/<slug:public_id>/change/", kin.change, name="child-change"),
    path("joys/<slug:public_id>/hand-over/", kin.hand_over, name="hand-over"),
    path("joys/<slug:public_id>/keep/", joys.keep, name="keep"),
    path("joys/<slug:child_id>/<slug:public_id>/", joys.joy, name="joy"),
    path("joys/<slug:child_id>/<slug:public_id>/put-away/", joys.put_away, name="put-away"),
    path("joys/<slug:child_id>/<slug:public_id>/bring-back/", joys.bring_back, name="bring-back"),
    path("joys/<slug:child_id>/<slug:public_id>/hide/", joys.hide, name="hide"),
    path("joys/<slug:child_id>/<slug:public_id>/<size:name>.<ending:ending>", joys.picture, name="picture"),
    path("children/", view.view, name="view"),
    path("children/open/", view.open_view, name="open"),
    path("children/close/", view.close, name="close"),
    path("children/sign-out/", view.sign_out, name="sign-out"),
    path("children/who/", choosing.who, name="who"),
    path("children/choose/<slug:slug>/", choosing.choose, name="choose"),
    path("children/joys/", view.shown, name="shown"),
    path("children/joys/<slug:public_id>/<size:name>.<ending:ending>", view.drawing, name="drawing"),
    path("children/of/<slug:slug>/", view.shown_of, name="shown-of"),
    path("children/of/<slug:slug>/<slug:public_id>/<size:name>.<ending:ending>", view.picture, name="picture-of"),
]
