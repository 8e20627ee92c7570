import pytest

CAMERAS = ["north", "east", "south", "west"]


def blur(image):
    """Stands for the component's own code: takes the faces out of an image."""
    return {**image, "faces": []}


@pytest.mark.parametrize("camera", CAMERAS)
def test_faces_are_blurred(camera):
    assert blur({"camera": camera, "faces": ["keeper"]})["faces"] == []


@pytest.mark.skip(reason="the night camera is not mounted yet")
def test_faces_are_blurred_at_night():
    raise AssertionError
